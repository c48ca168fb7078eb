package pressroom.blog.outbox;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Says whether events flow. No part of readiness: posts are taken while they do not. */
@Component
class RelayHealthIndicator extends AbstractHealthIndicator {

    private final RelayState state;

    RelayHealthIndicator(RelayState state) {
        super("The relay's health cannot be told");
        this.state = state;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.withDetail("role", state.role());
        if (state.role().equals("suspended")) {
            health.down()
                    .withDetail(
                            "reason",
                            "suspended until an operator resumes it: see ./pressroom ops blog-service outbox, or GET"
                                    + " /ops/outbox");
            return;
        }
        String failure = state.failure();
        if (failure == null) {
            health.up();
        } else {
            health.down().withDetail("reason", failure);
        }
    }
}
