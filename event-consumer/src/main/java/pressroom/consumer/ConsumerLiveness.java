package pressroom.consumer;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Down when only a restart helps: a consumer thread has ended, does not come back from a batch, or gets nothing although
 * records wait for it. An outage is none of these: it is retried, however long it takes.
 */
final class ConsumerLiveness extends AbstractHealthIndicator {

    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final ConsumerState state;
    private final WaitingRecords waiting;
    private final Duration longest;

    ConsumerLiveness(
            ConcurrentMessageListenerContainer<byte[], byte[]> container,
            ConsumerState state,
            WaitingRecords waiting,
            Duration longest) {
        super("The consumer's liveness cannot be told");
        this.container = container;
        this.state = state;
        this.waiting = waiting;
        this.longest = longest;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Duration silence = state.silence();
        Duration idle = state.idle();
        if (!container.isInExpectedState()) {
            health.down().withDetail("reason", "a consumer thread has ended");
        } else if (silence.compareTo(longest) > 0) {
            health.down().withDetail("reason", "a batch has been worked on for %d s".formatted(silence.toSeconds()));
        } else if (idle.compareTo(longest) > 0 && state.obstacle() == null && waiting.forAny(state.unread(longest))) {
            health.down()
                    .withDetail("reason", "records wait, and none has been read for %d s".formatted(idle.toSeconds()));
        } else {
            health.up();
            if (idle.compareTo(longest) > 0) {
                // Nothing waits, or an outage hinders: given as long once more before anybody is asked again.
                state.excuseIdleness();
            }
        }
    }
}
