package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

class StartTest {

    @Test
    void theServiceStartsWithoutItsServersAndSaysWhatIsMissing() throws Exception {
        try (var service = new SpringApplicationBuilder(SearchIndexer.class)
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                        "--pressroom.elasticsearch.url=http://127.0.0.1:1",
                        "--pressroom.elasticsearch.password=hidden-secret",
                        "--pressroom.tokens.public-key="
                                + OnRealServers.STACK.secrets().tokenVerificationKey())) {
            var api = new SearchApi(((ServletWebServerApplicationContext) service)
                    .getWebServer()
                    .getPort());

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            api.getAs("monitor", "/actuator/health/readiness").body())
                    .contains("\"index\"", "Elasticsearch cannot be reached", "\"consumer\""));
            assertThat(api.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            assertThat(api.get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"DOWN\"}");
            assertThat(api.getAs("monitor", "/actuator/health/readiness").body())
                    .doesNotContain("hidden-secret");
            assertThat(api.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            var answer = api.search("q", "x");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).doesNotContain("127.0.0.1", "Exception");
        }
    }
}
