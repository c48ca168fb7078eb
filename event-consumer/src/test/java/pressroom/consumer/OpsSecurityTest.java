package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only operators reach /ops, only monitors and operators reach details, and everything else is public. */
class OpsSecurityTest {

    private static final String TOPIC = Broker.newTopic(1);
    private static RunningConsumer consumer;

    @BeforeAll
    static void start() {
        consumer = RunningConsumer.web(
                TOPIC, new Handled(), Ops.key(), "management.endpoint.health.show-details=when-authorized");
    }

    @AfterAll
    static void stop() {
        consumer.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/ops/dead-letters",
        "GET,/ops/dead-letters/0/0",
        "GET,/ops/dead-letters/redrive",
        "POST,/ops/dead-letters/redrive",
        "DELETE,/ops/dead-letters/redrive",
        "GET,/%6fps/dead-letters",
        "GET,/ops",
        "GET,/x/../ops/dead-letters",
        "HEAD,/ops/dead-letters"
    })
    void noTokenAndAnAuthorsTokenAreRefused(String method, String path) {
        HttpResponse<String> nobody = new Ops(consumer.url(), null).send(method, path);
        HttpResponse<String> author = Ops.with(consumer, "author").send(method, path);

        // What is no proper path is refused whoever asks.
        assertThat(nobody.statusCode()).isIn(400, 401);
        assertThat(author.statusCode()).isIn(400, 403);
        if (nobody.statusCode() == 401 && !method.equals("HEAD")) {
            assertThat(nobody.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(nobody.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(nobody.body()).contains("Send an operator's bearer token");
            assertThat(author.body()).contains("role operator");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "..", "a.b.c", "eyJhbGciOiJub25lIn0.eyJyb2xlcyI6WyJvcGVyYXRvciJdfQ."})
    void whatIsNoTokenOfOursIsRefused(String token) {
        HttpResponse<String> answer = new Ops(consumer.url(), token).send("GET", Ops.LETTERS);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("The bearer token is not valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pressroom.tokens.issuer=somebody", "pressroom.tokens.audience=elsewhere"})
    void tokenOfAnotherIssuerOrForAnotherPlatformIsRefused(String setting) {
        try (RunningConsumer other = RunningConsumer.web(TOPIC, new Handled(), Ops.key(), setting)) {
            assertThat(Ops.operator(other).send("GET", Ops.LETTERS).statusCode())
                    .isEqualTo(401);
        }
    }

    /** A service whose clock is behind would take tokens that have long ended: it takes none instead. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\"iat\":%d,"})
    void tokenOfTomorrowOrOfNoTimeIsRefused(String issued) throws Exception {
        long tomorrow = Instant.now().plus(Duration.ofDays(1)).getEpochSecond();
        String claims = """
                {"iss":"pressroom-local","aud":"pressroom","sub":"olga","roles":["operator"],%s"exp":%d}
                """.formatted(issued.formatted(tomorrow), tomorrow + 3600);

        HttpResponse<String> answer = new Ops(consumer.url(), Ops.signed(claims)).send("GET", Ops.LETTERS);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("The bearer token is not valid");
    }

    @Test
    void operatorComesIn() {
        assertThat(Ops.operator(consumer).send("GET", Ops.LETTERS).statusCode()).isEqualTo(200);
        assertThat(Ops.operator(consumer).send("GET", "/ops/none").statusCode()).isEqualTo(404);
    }

    @Test
    void everythingElseIsPublic() {
        Ops nobody = new Ops(consumer.url(), null);
        for (String path : List.of("/actuator/health/liveness", "/actuator/health/readiness", "/v3/api-docs")) {
            assertThat(nobody.send("GET", path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(nobody.send("GET", "/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(nobody.send("GET", "/nothing").statusCode()).isEqualTo(404);
        assertThat(nobody.send("POST", "/nothing").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/health/consumer", "/actuator/x"})
    void detailsNeedTheRoleMonitorOrOperator(String path) {
        assertThat(new Ops(consumer.url(), null).send("GET", path).statusCode()).isEqualTo(401);
        assertThat(Ops.with(consumer, "author").send("GET", path).statusCode()).isEqualTo(403);
        int monitor = Ops.with(consumer, "monitor").send("GET", path).statusCode();
        int operator = Ops.operator(consumer).send("GET", path).statusCode();
        // Health is told with 503 until the consumer has its partitions.
        assertThat(List.of(monitor, operator)).isSubsetOf(path.endsWith("/x") ? List.of(404) : List.of(200, 503));
        assertThat(Ops.with(consumer, "monitor").send("GET", Ops.LETTERS).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/v3/api-docs", "/nothing", "/ops/dead-letters", "/%00"})
    void everyAnswerCarriesTheStrictHeaders(String path) {
        HttpHeaders headers = new Ops(consumer.url(), null).send("GET", path).headers();

        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/cbor", "application/xml", "text/plain"})
    void nothingButJsonIsReadOrAnswered(String type) {
        Ops operator = Ops.operator(consumer);

        HttpResponse<String> refused = operator.send("POST", Ops.REDRIVE, "a: b", "Content-Type", type);
        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.headers().firstValue("Accept").orElse("")).contains("application/json");
        assertThat(operator.send("GET", Ops.LETTERS, "", "Accept", type).statusCode())
                .isEqualTo(406);
    }

    @Test
    void aTokenThatLivesForMoreThanADayIsRefusedInClearWords() throws Exception {
        long now = Instant.now().getEpochSecond();
        String claims = """
                {"iss":"pressroom-local","aud":"pressroom","sub":"olga","roles":["operator"],"iat":%d,"exp":%d}
                """;

        HttpResponse<String> refused =
                new Ops(consumer.url(), Ops.signed(claims.formatted(now, now + 86_401))).send("GET", Ops.LETTERS);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("lives for longer than 24 hours");
        assertThat(new Ops(consumer.url(), Ops.signed(claims.formatted(now, now + 86_400)))
                        .send("GET", Ops.LETTERS)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void withoutAKeyTheServiceStartsAndLetsNobodyIn() {
        try (RunningConsumer keyless = RunningConsumer.web(TOPIC, new Handled())) {
            HttpResponse<String> answer = Ops.operator(keyless).send("GET", Ops.LETTERS);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("set pressroom.tokens.public-key");
            assertThat(new Ops(keyless.url(), null).send("GET", "/v3/api-docs").statusCode())
                    .isEqualTo(200);
        }
    }
}
