package pressroom.consumer;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How a consumer group reads.
 *
 * @param group the consumer group; also names its quarantine topic
 * @param topic the topic to read, {@code blog-events}
 * @param threads consumer threads in this process, each with partitions of its own; 1
 * @param batchSize most records handled at once; 500
 * @param commitEvery how long the offsets of handled records wait, so that batches share their commit; 100 ms
 * @param firstPause pause after the first failure in a row, doubled by each further one; 200 ms
 * @param longestPause longest pause between two tries; 5 s. Stays far below {@code max.poll.interval.ms}, so that the group is
 *     never left during an outage
 * @param quarantineTimeout how long one write to the quarantine may take before the batch is tried again; 30 s
 * @param longestSilence how long a consumer thread may be busy with one batch, or get nothing though there is something, before
 *     this process is no longer alive and ought to be restarted; 6 min, more than {@code max.poll.interval.ms}
 * @param deadLetterAfter after how many attempts an event on which the handler throws is dead-lettered; 0, never. An attempt
 *     counts only if this instance handled other events before and after it, so that an outage dead-letters nothing
 */
@ConfigurationProperties("pressroom.consumer")
public record ConsumerSettings(
        String group,
        @DefaultValue("blog-events") String topic,
        @DefaultValue("1") int threads,
        @DefaultValue("500") int batchSize,
        @DefaultValue("100ms") Duration commitEvery,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("5s") Duration longestPause,
        @DefaultValue("30s") Duration quarantineTimeout,
        @DefaultValue("6m") Duration longestSilence,
        @DefaultValue("0") int deadLetterAfter) {

    private static final int MAX_DOUBLINGS = 20;

    /** @throws IllegalArgumentException when a setting makes no sense; says which */
    public ConsumerSettings {
        Assert.hasText(group, "pressroom.consumer.group must name the consumer group");
        Assert.isTrue(threads >= 1, "pressroom.consumer.threads must be 1 or more");
        Assert.isTrue(batchSize >= 1, "pressroom.consumer.batch-size must be 1 or more");
        Assert.isTrue(commitEvery.toMillis() >= 1, "pressroom.consumer.commit-every must be 1 ms or more");
        Assert.isTrue(deadLetterAfter >= 0, "pressroom.consumer.dead-letter-after must be 0 or more");
        Assert.isTrue(firstPause.toMillis() >= 1, "pressroom.consumer.first-pause must be 1 ms or more");
        Assert.isTrue(
                longestPause.compareTo(firstPause) >= 0 && longestPause.compareTo(Duration.ofMinutes(1)) <= 0,
                "pressroom.consumer.longest-pause must lie between first-pause and 1 minute");
    }

    /** Where this group's poison is kept: {@code <topic>.<group>.dlt}. */
    public String quarantineTopic() {
        return topic + "." + group + ".dlt";
    }

    /**
     * How long to wait after so many failures in a row: doubled with each up to the longest pause; half of it by chance, so that
     * instances do not return in step.
     */
    public long pauseMillis(int failures) {
        long doubled = firstPause.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long capped = Math.min(doubled, longestPause.toMillis());
        return capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1);
    }
}
