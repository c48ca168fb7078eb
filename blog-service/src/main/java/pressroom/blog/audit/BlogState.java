package pressroom.blog.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A blog in its newest version, without its text.
 *
 * @param eventId the newest event; null if the blog has not changed since event ids are kept
 * @param sent whether the newest event was sent, or will never be since Kafka refuses it; false while it waits in the
 *     outbox
 * @param partition of the topic, where the newest event is; null if it is not sent, or it is not known any more
 * @param offset its offset in that partition; null together with it
 */
record BlogState(
        UUID id,
        int version,
        boolean live,
        String authorId,
        @Nullable UUID eventId,
        boolean sent,
        @Nullable Integer partition,
        @Nullable Long offset) {}
