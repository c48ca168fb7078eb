package pressroom.blog.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a blog's newest event stands.
 *
 * @param type the event: BlogPublished, BlogEdited or BlogUnpublished
 * @param topic where it lies on the topic; null while it is not there yet
 * @param groups every consumer group that reads the topic, by name
 * @param done whether it is on the topic and behind every group, in no group's gap, and each group's dead letters are
 *     known: nothing more will happen to it
 * @param note what keeps this answer from being complete or new, for a person; null when nothing does
 */
@Schema(example = """
    {"blogId": "0198c0de-0000-7000-8000-000000000001", "version": 1, "type": "BlogPublished",
     "committedAt": "2026-02-20T10:00:00Z",
     "topic": {"name": "blog-events", "partition": 3, "offset": 1841, "at": "2026-02-20T10:00:00.021Z"},
     "groups": [
       {"group": "counter-consumer", "state": "done", "recordsBefore": 0, "members": 1,
        "waitingSince": null, "doneAt": "2026-02-20T10:00:00.270Z", "reason": null},
       {"group": "search-indexer", "state": "waiting", "recordsBefore": 12, "members": 0,
        "waitingSince": "2026-02-20T10:00:00.021Z", "doneAt": null, "reason": null}],
     "done": false, "note": null}
    """)
public record BlogProgress(
        UUID blogId,
        int version,
        String type,
        Instant committedAt,
        @Nullable OnTopic topic,
        List<GroupProgress> groups,
        boolean done,
        @Nullable String note) {

    /**
     * An event's place on the topic. All but the name is null when it is so old that its place is no longer kept.
     *
     * @param at when the relay knew that it was there
     */
    public record OnTopic(
            String name,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable Instant at) {}

    /** What a group made of the event. */
    public enum State {
        /** It has been handled. */
        @JsonProperty("done")
        DONE,
        /** The group has not come to it yet. */
        @JsonProperty("waiting")
        WAITING,
        /** The group refused it and keeps it among its dead letters. */
        @JsonProperty("dead-lettered")
        DEAD_LETTERED,
        /** It is behind the group, and whether the group refused it cannot be told. */
        @JsonProperty("unknown")
        UNKNOWN,
        /** It was deleted from the topic before the group read it. */
        @JsonProperty("in-gap")
        IN_GAP
    }

    /**
     * Where the event stands in one consumer group.
     *
     * @param recordsBefore how many records the group handles before it; 0 when it is behind the group
     * @param members running consumers of the group; 0 when it is down
     * @param waitingSince since when the event lies before the group; null when it does not
     * @param doneAt when this instance saw the group pass it; null when that was before anybody watched
     * @param reason why it was dead-lettered, or why that is unknown, or what is known of the gap and what to do; null
     *     otherwise
     */
    public record GroupProgress(
            String group,
            State state,
            long recordsBefore,
            int members,
            @Nullable Instant waitingSince,
            @Nullable Instant doneAt,
            @Nullable String reason) {}
}
