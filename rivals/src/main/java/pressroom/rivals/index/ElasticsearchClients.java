package pressroom.rivals.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import org.apache.http.HttpHost;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.elasticsearch.client.RestClient;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client, and an index to write to before anything is written.
 *
 * @see <a href="https://www.elastic.co/guide/en/elasticsearch/client/java-api-client/8.19/connecting.html">Connecting</a>
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ElasticsearchAddress.class)
public class ElasticsearchClients {

    /** One for each of 64 concurrent requests, as search-indexer; the default is 10. */
    private static final int CONNECTIONS = 64;

    @Bean(destroyMethod = "close")
    RestClient elasticsearchConnections(ElasticsearchAddress address) {
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        credentials.setCredentials(
                AuthScope.ANY, new UsernamePasswordCredentials(address.username(), address.password()));
        return RestClient.builder(HttpHost.create(address.url().toString()))
                .setHttpClientConfigCallback(http -> http.setDefaultCredentialsProvider(credentials)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS))
                .build();
    }

    @Bean
    ElasticsearchClient elasticsearch(RestClient connections) {
        JsonMapper json = JsonMapper.builder().build();
        return new ElasticsearchClient(new RestClientTransport(connections, new Jackson3JsonpMapper(json)));
    }

    @Bean
    SmartInitializingSingleton index(ElasticsearchClient elasticsearch) {
        return () -> PostsIndex.makeIfMissing(elasticsearch);
    }
}
