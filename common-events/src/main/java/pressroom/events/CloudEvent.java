package pressroom.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with what CloudEvents 1.0 says of its occurrence.
 *
 * @param id the same on every re-send
 * @param time when it happened, by the writer's clock
 * @param traceparent the W3C trace context it happened in, if any
 * @param hashes of the post's Idempotency-Key; null if it has none
 * @param data what happened
 */
public record CloudEvent(
        UUID id,
        Instant time,
        @Nullable String traceparent,
        @Nullable IdempotencyHashes hashes,
        BlogEvent data) {

    /** An event of a post without an Idempotency-Key. */
    public CloudEvent(UUID id, Instant time, @Nullable String traceparent, BlogEvent data) {
        this(id, time, traceparent, null, data);
    }
}
