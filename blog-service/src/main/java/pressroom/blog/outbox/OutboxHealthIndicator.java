package pressroom.blog.outbox;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Says in the details of readiness that the relay is suspended, or that events cannot be sent. The service stays
 * ready then: it takes posts. Without a partition for the next event it does not, and is not ready.
 */
@Component
class OutboxHealthIndicator extends AbstractHealthIndicator {

    private static final Status SUSPENDED = new Status("SUSPENDED");

    private final RelayWatch watch;

    private final OutboxPartitions partitions;

    OutboxHealthIndicator(RelayWatch watch, OutboxPartitions partitions) {
        super("The outbox's state cannot be told");
        this.partitions = partitions;
        this.watch = watch;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (!partitions.isNextPlaceThere()) {
            health.down()
                    .withDetail(
                            "reason", "a partition for the next event is missing and is made again in a few seconds");
            return;
        }
        health.up();
        Suspension suspension = watch.now().suspension();
        if (suspension != null) {
            health.status(SUSPENDED)
                    .withDetail("since", suspension.since())
                    .withDetail("reason", suspension.reason())
                    .withDetail("call", "POST /ops/outbox/recover");
        }
        if (watch.now().ahead() > 0) {
            health.withDetail("ahead", inWords(watch.now().ahead()));
        }
    }

    private static String inWords(long ahead) {
        return (ahead == 1 ? "1 event has" : ahead + " events have") + " a transaction id ahead of this cluster's and"
                + (ahead == 1 ? " waits" : " wait") + ": ./pressroom ops blog-service resume --reason ..., or POST"
                + " /ops/outbox/resume";
    }
}
