package pressroom.blog.progress;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How posts are followed.
 *
 * @param pollInterval how old a look at Kafka may be, and the pause between two of them while somebody watches; 250 ms
 * @param kafkaTimeout longest look at Kafka; 2 s
 * @param patience how long an answer waits for a look before it tells what is known without one; 1 s
 * @param pauseAfterFailure how long Kafka is not asked again after a look that failed; 1 s
 * @param settledInterval how often a watched event that is on the topic is looked up again, since a newer one of the same
 *     blog may have come; 2 s
 * @param keptDeadLetters how many of its newest dead letters are known of each group; 10,000
 */
@ConfigurationProperties("pressroom.progress")
record ProgressSettings(
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("2s") Duration kafkaTimeout,
        @DefaultValue("1s") Duration patience,
        @DefaultValue("1s") Duration pauseAfterFailure,
        @DefaultValue("2s") Duration settledInterval,
        @DefaultValue("10000") int keptDeadLetters) {

    ProgressSettings {
        Assert.isTrue(pollInterval.toMillis() >= 10, "pressroom.progress.poll-interval must be 10 ms or more");
        Assert.isTrue(kafkaTimeout.toMillis() >= 100, "pressroom.progress.kafka-timeout must be 100 ms or more");
        Assert.isTrue(keptDeadLetters >= 0, "pressroom.progress.kept-dead-letters must not be negative");
    }
}
