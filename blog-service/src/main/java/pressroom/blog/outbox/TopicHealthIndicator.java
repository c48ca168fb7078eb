package pressroom.blog.outbox;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Part of readiness: refuses a topic from which Kafka deletes events. Up while Kafka is away, since posts are taken
 * then.
 */
@Component
class TopicHealthIndicator extends AbstractHealthIndicator {

    private final TopicWatch watch;

    TopicHealthIndicator(TopicWatch watch) {
        super("The topic's state cannot be told");
        this.watch = watch;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        String problem = watch.problem();
        if (problem == null) {
            health.up();
        } else {
            health.down().withDetail("reason", problem);
        }
    }
}
