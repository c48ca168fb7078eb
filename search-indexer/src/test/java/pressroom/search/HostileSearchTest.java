package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked: text or a problem, in bounded time. */
class HostileSearchTest extends OnRealServers {

    private final UUID id = UUID.randomUUID();
    private final String tag = Events.uniqueWord();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*:*",
                "_exists_:title",
                "/(a+)+$/",
                "title:*",
                "\"unclosed",
                "AND OR NOT (",
                "{\"match_all\":{}}",
                "blogs-v1,*",
                "../_cluster/health",
                "%00",
                "\u0000",
                "<script>",
                "🎉🎉"
            })
    void queryLanguageIsText(String question) throws Exception {
        index(Events.published(id, 1, "plain", "nothing of it", tag));

        assertThat(api().ids("q", question, "tag", tag)).isEmpty();
    }

    @Test
    void aVeryLongQuestionIsRefused() throws Exception {
        HttpResponse<String> tooLong = api().search("q", "word ".repeat(300));
        HttpResponse<String> huge = api().search("q", "word ".repeat(10_000));

        assertProblem(tooLong, 400, "1000 characters");
        assertThat(huge.statusCode()).isBetween(400, 431);
        assertThat(huge.body()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void theWorstAllowedQuestionIsAnsweredInTime() throws Exception {
        for (String unit : List.of("a ", "a,", "1.", "新", "aa:b ", "_a", "qwertyuiop ")) {
            String worst = unit.repeat(Question.LONGEST / unit.length());
            long start = System.nanoTime();

            assertThat(api().search("q", worst).statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void badParametersAreProblems() throws Exception {
        assertProblem(api().search("limit", "1e9"), 400, "limit");
        assertProblem(api().search("limit", "1000000000"), 400, "limit");
        assertProblem(api().search("cursor", "Zm9yZ2Vk"), 400, "cursor");
        assertProblem(api().search("q", "x", "cursor", new Cursor(null, 1, id).toString()), 400, "cursor");
        assertProblem(api().get("/api/nothing"), 404, "");
        assertProblem(api().get("/api/search/blogs-v1"), 404, "");
    }

    @Test
    void onlyHealthAndMetricsAreExposedAndDetailsToMonitorsOnly() throws Exception {
        assertThat(api().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        for (String closed :
                List.of("/actuator/prometheus", "/actuator/health", "/actuator/env", "/actuator/heapdump")) {
            assertThat(api().get(closed).statusCode()).as(closed).isEqualTo(401);
            assertThat(api().getAs("none", closed).statusCode()).as(closed).isEqualTo(403);
        }
        assertThat(api().getAs("monitor", "/actuator/prometheus").statusCode()).isEqualTo(200);
        assertThat(api().getAs("monitor", "/actuator/env").statusCode()).isEqualTo(404);
        assertThat(api().getAs("operator", "/actuator/heapdump").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/search?q=x", "/api/search?limit=x", "/api/nothing", "/actuator/health", "/%00"})
    void everyAnswerTellsBrowsersWhatToRefuse(String path) throws Exception {
        HttpResponse<String> answer = api().get(path);

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.body()).doesNotContainIgnoringCase("tomcat", "<html");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String words) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(SearchApi.json(response).get("status").asInt()).isEqualTo(status);
        assertThat(response.body()).contains(words).doesNotContain("Exception", "\tat ");
    }
}
