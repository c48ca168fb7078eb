package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a third party changes about the index while the service runs, seen in readiness, and gone when it is undone. */
class ChangedIndexTest extends OnRealServers {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String INDEX = "blogs-v1";

    @Autowired
    RestClient connections;

    private final String second = "blogs-" + UUID.randomUUID();

    @AfterEach
    void undo() throws Exception {
        calls().send(
                        "PUT",
                        "/" + INDEX + "/_settings",
                        "{\"index.default_pipeline\":null,\"index.final_pipeline\":null}");
        calls().actions("""
                {"remove":{"index":"%1$s","alias":"blogs"}},
                {"add":{"index":"%1$s","alias":"blogs","is_write_index":true}}""".formatted(INDEX));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        api().get("/actuator/health/readiness").statusCode())
                .isEqualTo(200));
    }

    @Test
    void aSecondIndexBehindTheAlias() throws Exception {
        calls().send("PUT", "/" + second, "{}");
        calls().actions("{\"add\":{\"index\":\"%s\",\"alias\":\"blogs\"}}".formatted(second));

        assertTold("alias blogs must stand for one index", second);
        calls().send("DELETE", "/" + second, "");
    }

    @Test
    void anAliasWithoutAWriteIndex() throws Exception {
        calls().actions("{\"add\":{\"index\":\"blogs-v1\",\"alias\":\"blogs\",\"is_write_index\":false}}");

        assertTold("alias blogs has no write index");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"filter\":{\"term\":{\"live\":true}}", "\"routing\":\"1\"", "\"search_routing\":\"1\""})
    void anAliasThatHidesPosts(String setting) throws Exception {
        calls().actions("{\"add\":{\"index\":\"blogs-v1\",\"alias\":\"blogs\",\"is_write_index\":true,%s}}"
                .formatted(setting));

        assertTold("alias blogs has a filter or a routing");
    }

    @ParameterizedTest
    @CsvSource({"default_pipeline", "final_pipeline"})
    void anIngestPipeline(String setting) throws Exception {
        calls().send("PUT", "/" + INDEX + "/_settings", "{\"index.%s\":\"nowhere\"}".formatted(setting));

        assertTold("index blogs-v1 has index." + setting + " nowhere");
    }

    @Test
    void aMissingAlias() throws Exception {
        calls().actions("{\"remove\":{\"index\":\"blogs-v1\",\"alias\":\"blogs\"}}");
        try {
            assertTold("alias blogs cannot be read");
        } finally {
            calls().actions("{\"add\":{\"index\":\"blogs-v1\",\"alias\":\"blogs\"}}");
        }
    }

    private void assertTold(String... words) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        api().getAs("monitor", "/actuator/health/readiness").body())
                .contains("\"index\":{\"details\":{\"reason\":")
                .contains(words));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        api().get("/actuator/health/readiness").statusCode())
                .isEqualTo(503));
    }

    private RawCalls calls() {
        return new RawCalls(connections);
    }
}
