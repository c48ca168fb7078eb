package pressroom.counter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pressroom.events.BlogEvent;
import pressroom.events.EventCodec;
import pressroom.stack.Server;

/** The whole service over real servers: whatever happens on the way, the totals are exact in the end. */
class CounterConsumerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> authors =
            Stream.generate(Histories::newAuthor).limit(12).toList();

    @AfterEach
    void healPostgres() {
        Topic.STACK.start(Server.POSTGRES, words -> {});
    }

    @Test
    void twoInstancesCountExactlyAndAReplayFromTheStartChangesNothing() {
        List<BlogEvent> events = Histories.shuffled(new Random(2), authors, 400);
        try (RunningCounter first = RunningCounter.start()) {
            Topic.send(events.subList(0, events.size() / 2));
            try (RunningCounter second = RunningCounter.start()) {
                Topic.send(events.subList(events.size() / 2, events.size()));
                drained();
                // The first may have counted everything before the second was given its partitions.
                await().atMost(PATIENCE)
                        .until(() -> second.get("/actuator/health/readiness").statusCode() == 200);
            }
            assertCounted(events);
        }

        Topic.forgetOffsets();
        assertThat(Topic.lag()).isGreaterThanOrEqualTo(events.size());
        try (RunningCounter again = RunningCounter.start()) {
            drained();
        }
        assertCounted(events);
    }

    @Test
    void outageOfPostgresCostsNoEventAndIsTold() {
        List<BlogEvent> events = Histories.shuffled(new Random(3), authors, 300);
        try (RunningCounter counter = RunningCounter.start()) {
            Topic.send(events.subList(0, 200));
            Topic.STACK.kill(Server.POSTGRES);
            Topic.send(events.subList(200, events.size()));

            await().atMost(PATIENCE).until(() -> health(counter).contains("tried again"));
            Instant asked = Instant.now();
            HttpResponse<String> answer = counter.get("/api/users/" + authors.get(0));
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(4));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("Try again", "\"status\":503").doesNotContain("Exception", "127.0.0.1");
            assertThat(counter.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            Topic.STACK.start(Server.POSTGRES, words -> {});
            drained();
            await().until(() -> counter.get("/actuator/health/readiness").statusCode() == 200);
        }
        assertCounted(events);
    }

    @Test
    void serviceStartsWithoutPostgresAndGetsReadyByItself() {
        Topic.STACK.stop(Server.POSTGRES);
        List<BlogEvent> events = Histories.shuffled(new Random(4), authors, 20);
        try (RunningCounter counter = RunningCounter.start()) {
            Topic.send(events);
            assertThat(counter.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(counter.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            assertThat(counter.get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"DOWN\"}");
            assertThat(health(counter)).contains("\"migration\":{\"details\":{\"reason\":");
            assertThat(counter.get("/api/users").statusCode()).isEqualTo(503);

            Topic.STACK.start(Server.POSTGRES, words -> {});
            await().atMost(PATIENCE)
                    .until(() -> counter.get("/actuator/health/readiness").statusCode() == 200);
            drained();
        }
        assertCounted(events);
    }

    @Test
    void spoiltAuthorsAreQuarantinedAndOddOnesCounted() {
        List<String> odd = Stream.of(
                        "😀", "שלום", " ", "'; drop table users; --", "a/b", "%2e", "{\"id\":1}", "x".repeat(210))
                .map(name -> name + UUID.randomUUID())
                .toList();
        List<BlogEvent> events = odd.stream()
                .map(author -> Histories.published(author, UUID.randomUUID(), 1))
                .toList();
        long before = Topic.quarantined();
        try (RunningCounter counter = RunningCounter.start()) {
            for (String author :
                    List.of("\"\"", "null", "7", "\"\\u0000\"", "\"\\ud800\"", "\"" + "é".repeat(128) + "\"")) {
                spoilt(author);
            }
            Topic.send(events);
            drained();

            assertThat(Topic.quarantined() - before).isEqualTo(6);
            assertThat(CounterDatabase.totals(odd)).isEqualTo(Histories.totals(events));
            assertThat(counter.get("/actuator/prometheus").statusCode()).isEqualTo(401);
            assertThat(counter.send("GET", "/actuator/prometheus", "monitor").body())
                    .contains("pressroom_consumer_records_total{outcome=\"quarantined\"} 6.0");
        }
    }

    private static void spoilt(String author) {
        String sound = new String(EventCodec.encode(Histories.published("anna", UUID.randomUUID(), 1)), UTF_8);
        String key = author.replace("\"", "");
        Topic.sendPoison(key.getBytes(UTF_8), sound.replace("\"anna\"", author).getBytes(UTF_8));
    }

    private static String health(RunningCounter counter) {
        return counter.send("GET", "/actuator/health", "monitor").body();
    }

    private static void drained() {
        await().atMost(PATIENCE).until(() -> Topic.lag() == 0);
    }

    private void assertCounted(List<BlogEvent> events) {
        Map<String, Long> expected = Histories.totals(events);
        assertThat(CounterDatabase.totals(expected.keySet())).isEqualTo(expected);
    }
}
