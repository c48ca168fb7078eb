package pressroom.blog.outbox;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Part of readiness: refuses a topic from which Kafka deletes events. Up while Kafka is away, since posts are taken
 * then, and while it may not look at the topic, which it says.
 */
@Component
class TopicHealthIndicator extends AbstractHealthIndicator {

    private static final Status DENIED = new Status("DENIED");

    private final TopicWatch watch;

    TopicHealthIndicator(TopicWatch watch) {
        super("The topic's state cannot be told");
        this.watch = watch;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        String problem = watch.problem();
        String denial = watch.denial();
        if (problem != null) {
            health.down().withDetail("reason", problem);
        } else if (denial != null) {
            health.status(DENIED).withDetail("reason", denial);
        } else {
            health.up();
        }
    }
}
