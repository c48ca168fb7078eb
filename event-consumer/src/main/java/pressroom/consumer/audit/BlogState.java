package pressroom.consumer.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A blog as it is published.
 *
 * @param sent false while its newest event waits in blog-service's outbox
 * @param partition of the topic, where its newest event is; null if that is not known
 * @param offset its offset in that partition; null together with it
 */
public record BlogState(
        UUID id,
        int version,
        boolean live,
        String authorId,
        boolean sent,
        @Nullable Integer partition,
        @Nullable Long offset) {}
