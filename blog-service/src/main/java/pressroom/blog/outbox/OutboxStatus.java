package pressroom.blog.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the outbox stands.
 *
 * @param role what this process's relay is: active, standby, suspended or starting
 * @param failure why its last round failed; null when it did not
 * @param suspension why nothing is sent until an operator resumes the relay; null while it sends
 * @param topic the topic that the events go to; null before Kafka was seen
 * @param unsent events behind the position, counted up to 100,000; while the relay is suspended, those that it sends
 *     once it is resumed, events that were sent before included
 * @param ahead those of them with a transaction id ahead of the cluster's next one, counted up to 1,000: another
 *     cluster wrote them, and they are not sent before this one comes that far
 * @param oldestUnsent age of the oldest of them; null when there is none
 * @param refused events that Kafka refused for good
 * @param fence the transaction that all later ones wait for; null when none is open
 */
public record OutboxStatus(
        String role,
        @Nullable String failure,
        @Nullable Suspension suspension,
        @Nullable TopicSeen topic,
        long unsent,
        long ahead,
        @Nullable Duration oldestUnsent,
        long refused,
        @Nullable Fence fence) {

    /**
     * The oldest write transaction that is still open: the relay sends nothing that began after it.
     *
     * @param age how long it has been open, or, when its session hides that, how long at least
     * @param holder the session, in whatever database, or the prepared transaction
     */
    public record Fence(String xid, Duration age, String holder) {}
}
