package pressroom.blog.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the outbox stands.
 *
 * @param role what this process's relay is: active, standby or starting
 * @param failure why its last round failed; null when it did not
 * @param unsent events behind the position, counted up to 100,000
 * @param oldestUnsent age of the oldest of them; null when there is none
 * @param refused events that Kafka refused for good
 * @param fence the transaction that all later ones wait for; null when none is open
 */
public record OutboxStatus(
        String role,
        @Nullable String failure,
        long unsent,
        @Nullable Duration oldestUnsent,
        long refused,
        @Nullable Fence fence) {

    /**
     * The oldest write transaction that is still open: the relay sends nothing that began after it.
     *
     * @param holder process id, application and state of the session, as far as this role may see it
     */
    public record Fence(String xid, Duration age, String holder) {}
}
