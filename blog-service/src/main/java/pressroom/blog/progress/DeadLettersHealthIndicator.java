package pressroom.blog.progress;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Says that dead letters may not be read, so that progress cannot tell them from handled events. No part of readiness:
 * posts are taken all the same.
 */
@Component
class DeadLettersHealthIndicator extends AbstractHealthIndicator {

    private final Poller poller;
    private final DeadLetters deadLetters;

    DeadLettersHealthIndicator(Poller poller, DeadLetters deadLetters) {
        super("The rights to the dead letters cannot be told");
        this.poller = poller;
        this.deadLetters = deadLetters;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> denied = poller.fresh().join().groups().stream()
                .filter(group -> group.deadLetters() == DeadLetterKnowledge.DENIED)
                .map(group -> deadLetters.topicOf(group.name()))
                .toList();
        if (denied.isEmpty()) {
            health.up();
        } else {
            health.down()
                    .withDetail(
                            "reason", "READ is missing at Kafka: progress tells posts behind these groups as unknown")
                    .withDetail("topics", denied);
        }
    }
}
