package pressroom.consumer.audit;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How the store is compared with what is published.
 *
 * @param blogService blog-service's address, where the caller's token is sent to; http://127.0.0.1:8080
 * @param connectTimeout longest wait for a connection to it; 1 s
 * @param readTimeout longest wait for one of its answers; 30 s
 * @param narrowing longest time in which differing posts are looked for once the digests are compared; 20 s. What is
 *     not found then is told as more
 * @param patience how long the group is waited for to pass the events of posts that differ; 10 s
 * @param most most posts, and most authors, of one audit or repair; 1000
 */
@ConfigurationProperties("pressroom.audit")
public record AuditSettings(
        @DefaultValue("http://127.0.0.1:8080") URI blogService,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout,
        @DefaultValue("20s") Duration narrowing,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("1000") int most) {

    /** @throws IllegalArgumentException when a setting makes no sense; says which */
    public AuditSettings {
        Assert.isTrue(
                "http".equals(blogService.getScheme()) || "https".equals(blogService.getScheme()),
                "pressroom.audit.blog-service must be an http or https address");
        Assert.isTrue(most >= 1, "pressroom.audit.most must be 1 or more");
    }
}
