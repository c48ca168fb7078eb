package pressroom.blog.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the outbox is emptied into the topic.
 *
 * @param enabled whether this process takes part; true
 * @param topic the topic, {@code blog-events}
 * @param partitions how many partitions the topic is made with; 6
 * @param replicas how many brokers keep each partition; -1 is the broker's default
 * @param batchRows most rows sent between two moves of the position; 8,000
 * @param batchBytes most bytes of them, unless one row alone has more; 16 MB
 * @param shortestRound shortest time from the beginning of a round that sends something to that of the next one, so that posts
 *     which come close together share the next one; 2 ms. A post that comes alone is sent at once
 * @param shortestIdle pause after a poll that found nothing, doubled by each further one; 5 ms
 * @param longestIdle longest pause between two polls; 200 ms, and so long does a commit of another process wait at most
 * @param standbyPause pause between two attempts to become the active relay; 500 ms
 * @param sendTimeout how long the acknowledgements of each of a batch's parts are awaited before the batch is sent again; 30 s
 * @param longestBackOff longest pause after failures in a row; 5 s
 * @param partitionRows rows of one partition of the outbox; 1,000,000
 * @param keepRows sent rows that are kept for the progress of posts before their partitions are dropped; 5,000,000
 */
@ConfigurationProperties("pressroom.relay")
public record RelaySettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("blog-events") String topic,
        @DefaultValue("6") int partitions,
        @DefaultValue("-1") short replicas,
        @DefaultValue("8000") int batchRows,
        @DefaultValue("16MB") DataSize batchBytes,
        @DefaultValue("2ms") Duration shortestRound,
        @DefaultValue("5ms") Duration shortestIdle,
        @DefaultValue("200ms") Duration longestIdle,
        @DefaultValue("500ms") Duration standbyPause,
        @DefaultValue("30s") Duration sendTimeout,
        @DefaultValue("5s") Duration longestBackOff,
        @DefaultValue("1000000") long partitionRows,
        @DefaultValue("5000000") long keepRows) {}
