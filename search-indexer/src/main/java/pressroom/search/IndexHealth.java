package pressroom.search;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Down until the index is made or checked, with the reason; the consumer starts after that. */
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
