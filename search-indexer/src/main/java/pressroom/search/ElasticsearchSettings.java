package pressroom.search;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How to reach Elasticsearch.
 *
 * @param url one or more nodes; http://127.0.0.1:19200
 * @param username empty for a cluster without security; search-indexer
 * @param password belongs into a secret file, never into the environment
 * @param connectTimeout how long to wait for a connection, from the network or from the pool; 2 s
 * @param searchTimeout how long a search may take before it is answered with 503; 5 s
 */
@ConfigurationProperties("pressroom.elasticsearch")
record ElasticsearchSettings(
        @DefaultValue("http://127.0.0.1:19200") List<URI> url,
        @DefaultValue("search-indexer") String username,
        @Nullable String password,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration searchTimeout) {

    ElasticsearchSettings {
        url = List.copyOf(url);
        Assert.notEmpty(url, "pressroom.elasticsearch.url must name a node");
        for (URI node : url) {
            Assert.isTrue(
                    node.getHost() != null && node.getScheme().startsWith("http"),
                    "pressroom.elasticsearch.url must be like http://host:9200, and is " + node);
        }
        Assert.isTrue(connectTimeout.toMillis() >= 1, "pressroom.elasticsearch.connect-timeout must be 1 ms or more");
        Assert.isTrue(searchTimeout.toMillis() >= 1, "pressroom.elasticsearch.search-timeout must be 1 ms or more");
    }

    /** Leaves the password out: settings get printed. */
    @Override
    public String toString() {
        return "ElasticsearchSettings[url=%s, username=%s]".formatted(url, username);
    }
}
