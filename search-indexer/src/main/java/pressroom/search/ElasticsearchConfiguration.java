package pressroom.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import org.apache.http.HttpHost;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.elasticsearch.client.RestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The Elasticsearch client, of a version that the server takes: what Spring Boot would bring is refused by it. */
@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {

    /** Enough that searches waiting for a slow cluster do not keep the bulks from a connection. */
    private static final int CONNECTIONS = 64;

    @Bean
    RestClient elasticsearchConnections(ElasticsearchSettings settings) {
        HttpHost[] nodes = settings.url().stream()
                .map(url -> new HttpHost(url.getHost(), url.getPort(), url.getScheme()))
                .toArray(HttpHost[]::new);
        int connectMillis = Math.toIntExact(settings.connectTimeout().toMillis());
        return RestClient.builder(nodes)
                .setRequestConfigCallback(request -> request.setConnectTimeout(connectMillis)
                        .setConnectionRequestTimeout(connectMillis)
                        .setSocketTimeout(
                                Math.toIntExact(settings.searchTimeout().toMillis())))
                .setHttpClientConfigCallback(http -> authenticated(http, settings)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS * nodes.length))
                .build();
    }

    @Bean
    ElasticsearchClient elasticsearch(RestClient connections) {
        JsonMapper json = JsonMapper.builder().build();
        return new ElasticsearchClient(new RestClientTransport(connections, new Jackson3JsonpMapper(json)));
    }

    private static HttpAsyncClientBuilder authenticated(HttpAsyncClientBuilder http, ElasticsearchSettings settings) {
        if (!settings.username().isEmpty() && settings.password() != null) {
            var credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    AuthScope.ANY, new UsernamePasswordCredentials(settings.username(), settings.password()));
            http.setDefaultCredentialsProvider(credentials);
        }
        return http;
    }
}
