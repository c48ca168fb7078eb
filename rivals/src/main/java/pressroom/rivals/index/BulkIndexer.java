package pressroom.rivals.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._helpers.bulk.BulkIngester;
import co.elastic.clients.transport.BackoffPolicy;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import pressroom.rivals.consumer.UntilItWorks;

/**
 * Indexes with a batch listener and the client's own {@code BulkIngester}: what a good engineer writes first.
 *
 * @see <a href="https://www.elastic.co/guide/en/elasticsearch/client/java-api-client/8.19/indexing-bulk.html">Bulk: indexing
 *     multiple documents</a>
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({IndexBatch.class, ElasticsearchClients.class, UntilItWorks.class})
public class BulkIndexer {

    /** As search-indexer. */
    private static final int DOCUMENTS = 250;

    private static final int BYTES = 5 * 1024 * 1024;
    private static final int IN_FLIGHT = 4;

    /**
     * No interval: each batch is flushed at its end. The back-off is the documented one for status 429, 50 ms doubled eight
     * times; without a policy the ingester would not try again at all.
     */
    @Bean(destroyMethod = "close")
    BulkIngester<PendingBatch> ingester(ElasticsearchClient elasticsearch) {
        return BulkIngester.of(ingester -> ingester.client(elasticsearch)
                .maxOperations(DOCUMENTS)
                .maxSize(BYTES)
                .maxConcurrentRequests(IN_FLIGHT)
                .backoffPolicy(BackoffPolicy.exponentialBackoff())
                .globalSettings(bulk -> bulk.index(PostsIndex.ALIAS).requireAlias(true))
                .listener(new SettleItems()));
    }
}
