package pressroom.blog.neighbours;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the other teams' services are, and how long a page waits for them.
 *
 * @param counterUrl counter-consumer's address; http://127.0.0.1:8081
 * @param searchUrl search-indexer's address; http://127.0.0.1:8082
 * @param connectTimeout longest wait for a connection; 200 ms
 * @param readTimeout longest wait for a whole answer; 800 ms
 */
@ConfigurationProperties("pressroom.neighbours")
record NeighbourSettings(
        @DefaultValue("http://127.0.0.1:8081") URI counterUrl,
        @DefaultValue("http://127.0.0.1:8082") URI searchUrl,
        @DefaultValue("200ms") Duration connectTimeout,
        @DefaultValue("800ms") Duration readTimeout) {}
