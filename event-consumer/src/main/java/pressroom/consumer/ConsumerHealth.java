package pressroom.consumer;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Down while this process takes no part in its group, with the reason. */
final class ConsumerHealth extends AbstractHealthIndicator {

    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final ConsumerStart start;
    private final ConsumerState state;
    private final GroupGaps gaps;

    ConsumerHealth(
            ConcurrentMessageListenerContainer<byte[], byte[]> container,
            ConsumerStart start,
            ConsumerState state,
            GroupGaps gaps) {
        super("The consumer's health cannot be told");
        this.container = container;
        this.start = start;
        this.state = state;
        this.gaps = gaps;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.withDetail("group", String.valueOf(container.getGroupId())).withDetail("partitions", state.partitions());
        if (!state.failingEvents().isEmpty()) {
            health.withDetail("failingEvents", state.failingEvents());
        }
        List<String> lines = gaps.lines();
        if (!lines.isEmpty()) {
            // Not down: it reads what is there, and a restart helps nothing.
            health.withDetail("gaps", lines);
        }
        String obstacle = start.obstacle() == null ? state.obstacle() : start.obstacle();
        if (start.obstacle() == null && (!container.isRunning() || !container.isInExpectedState())) {
            health.down().withDetail("reason", "the consumer has stopped; restart this service");
        } else if (obstacle != null) {
            health.down().withDetail("reason", obstacle);
        } else {
            health.up();
        }
    }
}
