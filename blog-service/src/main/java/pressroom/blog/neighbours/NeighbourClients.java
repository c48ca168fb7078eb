package pressroom.blog.neighbours;

import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** One connection pool for all neighbours; how they answer is measured as {@code http.client.requests}. */
@Configuration(proxyBeanMethods = false)
class NeighbourClients {

    private final NeighbourSettings settings;
    private final RestClient.Builder builder;

    NeighbourClients(NeighbourSettings settings, JsonMapper json, ObservationRegistry observations) {
        this.settings = settings;
        JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        http.setReadTimeout(settings.readTimeout());
        this.builder = RestClient.builder()
                .requestFactory(http)
                .configureMessageConverters(
                        converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
                .observationRegistry(observations);
    }

    @Bean
    Counter counter() {
        return new Counter(at(settings.counterUrl()));
    }

    @Bean
    Search search() {
        return new Search(at(settings.searchUrl()));
    }

    private RestClient at(URI address) {
        return builder.clone().baseUrl(address.toString()).build();
    }
}
