package pressroom.blog.progress;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A blog's newest event, as the database knows it.
 *
 * @param kept false when its outbox row is no longer there: it was sent long ago
 * @param place where it lies on the topic; null when it is not there yet, or not kept
 * @param replacedAt when the topic that it was sent to was found to be replaced; null when it is the present one
 * @param refusal why Kafka refused it for good; null when it did not
 */
public record NewestEvent(
        UUID blogId,
        int version,
        String type,
        Instant committedAt,
        boolean kept,
        @Nullable Place place,
        @Nullable Instant replacedAt,
        @Nullable String refusal) {

    /** Whether the database has nothing more to say about this event. */
    public boolean isSettled() {
        return !kept || place != null || refusal != null;
    }

    /**
     * Where an event lies.
     *
     * @param at when the relay knew; null for events of before that was kept
     */
    public record Place(
            int partition, long offset, @Nullable Instant at) {}
}
