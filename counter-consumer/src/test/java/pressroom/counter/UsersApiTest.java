package pressroom.counter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.events.BlogEvent;

class UsersApiTest {

    private static RunningCounter counter;

    @BeforeAll
    static void start() {
        counter = RunningCounter.start();
    }

    @AfterAll
    static void stop() {
        counter.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "zoë", "😀", "שלום", "a b", "a/b", "a;b=c", "a?b", "100%", "a\\b", "\"x\"", "..a"})
    void authorIsFoundByAnyIdThatEventsMayCarry(String name) {
        String author = name + UUID.randomUUID();
        count(author, 2);

        HttpResponse<String> answer = user(author);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"id\":\"%s\",\"totalBlogs\":2}"
                        .formatted(author.replace("\\", "\\\\").replace("\"", "\\\"")));
    }

    @Test
    void authorIsFoundInEitherUnicodeForm() {
        String id = UUID.randomUUID().toString();
        count("zo\u00eb" + id, 1);

        assertThat(user("zoe\u0308" + id).body()).contains("\"totalBlogs\":1", "zo\u00eb");
    }

    @Test
    void authorWhoWasNeverCountedIsNotFound() {
        HttpResponse<String> answer = user(Histories.newAuthor());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("not counted yet");
    }

    @Test
    void idsThatCannotBeAreRefusedOrNotFound() {
        assertThat(user("x".repeat(256)).statusCode()).isEqualTo(404);
        assertThat(user("é".repeat(128)).statusCode()).isEqualTo(404);
        assertThat(user("x".repeat(5_000)).statusCode()).isEqualTo(404);
        assertThat(user("x".repeat(10_000)).statusCode()).isBetween(400, 499);
        assertThat(user("a\u0000b").statusCode()).isBetween(400, 404);
        assertThat(counter.get("/api/users/%ff%fe").statusCode()).isBetween(400, 404);
        assertThat(counter.get("/api/users/%ed%a0%80").statusCode()).isBetween(400, 404);
    }

    @Test
    void authorsAreListedByTotalAndThenById() {
        String id = UUID.randomUUID().toString();
        count("b" + id, 1_003);
        count("a" + id, 1_003);
        count("c" + id, 1_004);

        assertThat(counter.get("/api/users?limit=3").body())
                .isEqualTo(("[{\"id\":\"c%1$s\",\"totalBlogs\":1004},{\"id\":\"a%1$s\",\"totalBlogs\":1003},"
                                + "{\"id\":\"b%1$s\",\"totalBlogs\":1003}]")
                        .formatted(id));
        assertThat(counter.get("/api/users").body()).startsWith("[{\"id\":\"c" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "1e9", "x", "99999999999", "1.5"})
    void limitOutOfRangeIsRefused(String limit) {
        HttpResponse<String> answer = counter.get("/api/users?limit=" + limit);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/actuator/env", "/actuator/heapdump", "/api/users/a/b"})
    void nothingElseIsThere(String path) {
        assertThat(counter.send("GET", path, "operator").statusCode()).isEqualTo(404);
        assertThat(counter.get(path).statusCode()).isIn(401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/users", "/api/users/nobody", "/api/nothing", "/actuator/health", "/%00"})
    void everyAnswerTellsBrowsersWhatToRefuse(String path) {
        HttpResponse<String> answer = counter.get(path);

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.body()).doesNotContainIgnoringCase("tomcat", "<html");
    }

    private static HttpResponse<String> user(String id) {
        return counter.get("/api/users/" + URLEncoder.encode(id, UTF_8).replace("+", "%20"));
    }

    private static void count(String author, int blogs) {
        List<BlogEvent> events = IntStream.range(0, blogs)
                .mapToObj(i -> Histories.published(author, UUID.randomUUID(), 1))
                .toList();
        new Ledger(CounterDatabase.JDBC).enter(events);
    }
}
