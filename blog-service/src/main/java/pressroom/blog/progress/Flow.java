package pressroom.blog.progress;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the topic flows at one moment.
 *
 * @param at the moment; null when Kafka has never answered
 * @param outbox null when the database does not answer
 * @param groups every consumer group that reads the topic, by name
 * @param note what keeps this answer from being complete or new, for a person; null when nothing does
 */
@Schema(example = """
    {"at": "2026-02-20T10:00:00Z",
     "topic": {"name": "blog-events", "partitions": 6, "records": 10420, "perSecond": 41.5},
     "outbox": {"unsent": 0, "oldestSeconds": 0.0},
     "groups": [{"group": "counter-consumer", "lag": 3, "perSecond": 40.1, "members": 1, "missed": 0, "stalledSince": null}],
     "note": null}
    """)
record Flow(
        @Nullable Instant at,
        TopicFlow topic,
        @Nullable OutboxFlow outbox,
        List<GroupFlow> groups,
        @Nullable String note) {

    /**
     * What comes in.
     *
     * @param records how many were ever written
     * @param perSecond how many of late; 0 until there are two looks to compare
     */
    record TopicFlow(String name, int partitions, long records, double perSecond) {}

    /**
     * What is committed and not yet on the topic.
     *
     * @param unsent events, counted up to 100,000
     * @param oldestSeconds age of the oldest of them; 0 when there is none
     */
    record OutboxFlow(long unsent, double oldestSeconds) {}

    /**
     * What a group takes.
     *
     * @param lag records that it has not handled yet
     * @param perSecond records handled of late
     * @param members running consumers; 0 when the group is down
     * @param missed records that were deleted from the topic before it read them, until its operators close its gaps
     * @param stalledSince since when it has handled nothing although there was something to handle, as far as this instance has
     *     watched; null when it moves or has nothing to do
     */
    record GroupFlow(
            String group,
            long lag,
            double perSecond,
            int members,
            long missed,
            @Nullable Instant stalledSince) {}
}
