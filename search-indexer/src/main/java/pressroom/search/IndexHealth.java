package pressroom.search;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Down until the index is made or checked, and while it is not as this service makes it, with the reason. */
@Component("indexHealthIndicator")
class IndexHealth extends AbstractHealthIndicator {

    private final StartWhenIndexIsReady start;

    IndexHealth(StartWhenIndexIsReady start) {
        this.start = start;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        String problem = start.problem();
        if (problem == null) {
            health.up();
        } else {
            health.down().withDetail("reason", problem);
        }
    }
}
