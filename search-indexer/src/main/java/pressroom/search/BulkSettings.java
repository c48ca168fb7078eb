package pressroom.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How documents are sent.
 *
 * @param documents about how many documents are in one bulk; 250. A batch is cut into equal ones, so that Elasticsearch
 *     is not left with a small rest and an idle processor
 * @param size most bytes in one bulk, unless a single document is larger; 5 MB
 * @param inFlight most bulks on their way at once, for each consumer thread; 2
 * @param timeout how long to wait for the answer to one bulk; 30 s
 * @param patience how long what is still open is sent again before the batch is given back to the consumer's own back-off;
 *     5 s, which a stop may have to wait for. Together with {@code timeout} far below {@code max.poll.interval.ms}, so that
 *     the group is never left
 */
@ConfigurationProperties("pressroom.bulk")
record BulkSettings(
        @DefaultValue("250") int documents,
        @DefaultValue("5MB") DataSize size,
        @DefaultValue("2") int inFlight,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("5s") Duration patience) {

    BulkSettings {
        Assert.isTrue(documents >= 1, "pressroom.bulk.documents must be 1 or more");
        Assert.isTrue(size.toBytes() >= 1, "pressroom.bulk.size must be 1 byte or more");
        Assert.isTrue(inFlight >= 1, "pressroom.bulk.in-flight must be 1 or more");
        Assert.isTrue(timeout.toMillis() >= 1, "pressroom.bulk.timeout must be 1 ms or more");
        Assert.isTrue(
                timeout.plus(patience).compareTo(Duration.ofMinutes(2)) <= 0,
                "pressroom.bulk.timeout and pressroom.bulk.patience must not exceed 2 minutes together");
    }

    /** How many documents to send in each bulk of a batch of so many. */
    int inEach(int batch) {
        int bulks = Math.max(1, Math.round((float) batch / documents));
        return (batch + bulks - 1) / bulks;
    }
}
