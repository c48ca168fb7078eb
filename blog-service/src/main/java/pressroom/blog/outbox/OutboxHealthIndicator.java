package pressroom.blog.outbox;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Says in the details of readiness that the relay is suspended, or that events cannot be sent. The service stays ready: it takes
 * posts, and every instance of it is in the same state.
 */
@Component
class OutboxHealthIndicator extends AbstractHealthIndicator {

    private static final Status SUSPENDED = new Status("SUSPENDED");

    private final RelayWatch watch;

    OutboxHealthIndicator(RelayWatch watch) {
        super("The outbox's state cannot be told");
        this.watch = watch;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        Suspension suspension = watch.now().suspension();
        if (suspension != null) {
            health.status(SUSPENDED)
                    .withDetail("since", suspension.since())
                    .withDetail("reason", suspension.reason())
                    .withDetail("call", "POST /ops/outbox/resume");
        }
        if (watch.now().ahead() > 0) {
            health.withDetail("ahead", watch.now().ahead() + OutboxStatus.OF_ANOTHER_CLUSTER);
        }
    }
}
