package pressroom.rivals.index;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Elasticsearch is and who asks, by the properties of search-indexer.
 *
 * @param url one node; http://127.0.0.1:19200
 * @param username search-indexer
 * @param password belongs into a secret file
 */
@ConfigurationProperties("pressroom.elasticsearch")
record ElasticsearchAddress(
        @DefaultValue("http://127.0.0.1:19200") URI url,
        @DefaultValue("search-indexer") String username,
        @DefaultValue("") String password) {

    /** Leaves the password out: settings get printed. */
    @Override
    public String toString() {
        return "ElasticsearchAddress[url=%s, username=%s]".formatted(url, username);
    }
}
