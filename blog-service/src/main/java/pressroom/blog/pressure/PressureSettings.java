package pressroom.blog.pressure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How much may pile up before authors are asked to come back later.
 *
 * @param backlogEvents most events that are committed and not on the topic yet; 1,000,000
 * @param backlogAge how old the oldest of them may be; 12 h, a night of Kafka being away
 * @param databaseSize how large the database may grow on its disk, in bytes; 0 for no limit
 * @param authorRate how many changes one author may make for long, per second; 20
 * @param authorBurst how many he may make at once; 200
 * @param longestRetryAfter longest time that anybody is sent away for; 5 min
 */
@ConfigurationProperties("pressroom.pressure")
record PressureSettings(
        @DefaultValue("1000000") long backlogEvents,
        @DefaultValue("12h") Duration backlogAge,
        @DefaultValue("0") DataSize databaseSize,
        @DefaultValue("20") double authorRate,
        @DefaultValue("200") int authorBurst,
        @DefaultValue("5m") Duration longestRetryAfter) {

    PressureSettings {
        Assert.isTrue(backlogEvents >= 1, "pressroom.pressure.backlog-events must be 1 or more");
        Assert.isTrue(backlogAge.toMillis() >= 1, "pressroom.pressure.backlog-age must be 1 ms or more");
        Assert.isTrue(authorRate > 0, "pressroom.pressure.author-rate must be more than 0");
        Assert.isTrue(authorBurst >= 1, "pressroom.pressure.author-burst must be 1 or more");
        Assert.isTrue(longestRetryAfter.toSeconds() >= 1, "pressroom.pressure.longest-retry-after must be 1 s or more");
    }
}
