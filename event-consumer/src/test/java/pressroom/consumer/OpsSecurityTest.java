package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Only operators come to /ops, and nobody is kept from anything else. */
class OpsSecurityTest {

    private static final String TOPIC = Broker.newTopic(1);
    private static RunningConsumer consumer;

    @BeforeAll
    static void start() {
        consumer = RunningConsumer.web(TOPIC, new Handled(), Ops.key());
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
    void everythingElseIsPublicAndUntouched() {
        Ops nobody = new Ops(consumer.url(), null);
        for (String path : List.of("/actuator/health/liveness", "/v3/api-docs")) {
            HttpResponse<String> answer = nobody.send("GET", path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().map()).doesNotContainKeys("x-frame-options", "x-content-type-options");
        }
        assertThat(nobody.send("GET", "/nothing").statusCode()).isEqualTo(404);
        assertThat(nobody.send("POST", "/nothing").statusCode()).isEqualTo(404);
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
