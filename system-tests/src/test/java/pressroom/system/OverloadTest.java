package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pressroom.stack.Tokens;

/** More clients than may be served. */
@Tag("faults")
class OverloadTest {

    private static final Logger log = LoggerFactory.getLogger(OverloadTest.class);
    private static final int CLIENTS = 64;
    /** As many of them are one author, and the others one each. */
    private static final int CLIENTS_OF_ONE = 24;

    /** A minute in the long form: {@code -Dpressroom.burst.seconds=60}. */
    private static final Duration BURST = Duration.ofSeconds(Integer.getInteger("pressroom.burst.seconds", 10));

    /** More than there are connections; 5,000 in the long form, {@code -Dpressroom.slow.clients=5000}, for which {@code ulimit -n} must be 10,000. */
    private static final int SLOW_CLIENTS = Integer.getInteger("pressroom.slow.clients", 500);

    private static Processes processes;
    private static Platform platform;

    @BeforeAll
    static void start() {
        // Limits that are sure to be passed: a relay that sends one event at a time cannot keep up.
        var limits = Map.of(
                "pressroom.pressure.backlog-events", "40",
                "pressroom.pressure.author-rate", "10",
                "pressroom.pressure.author-burst", "10",
                "pressroom.relay.batch-rows", "1",
                "pressroom.http.body-timeout", "6s");
        processes = new Processes().with("blog-service", service -> service.withProperties(limits));
        platform = Platform.startedAs(processes);
    }

    @AfterAll
    static void stop() {
        platform.stop();
    }

    @Test
    void aBurstOfClientsLosesNo201AndLetsNoOtherAuthorStarve() {
        var crowd = new Crowd(processes.url("blog-service"), new Tokens(processes.signingKey()));
        var end = System.nanoTime() + BURST.toNanos();
        try (crowd) {
            for (int i = 0; i < CLIENTS; i++) {
                crowd.join("pushing-" + Math.max(0, i - CLIENTS_OF_ONE), Duration.ZERO);
            }
            crowd.join("polite", Duration.ofSeconds(1));
            await().atMost(BURST.plusSeconds(10)).until(() -> System.nanoTime() > end);
        }
        log.info(
                "{} posts; 503 {} times, 429 {} times; the polite author got {} in, with {} tries at worst",
                crowd.accepted().values().stream().mapToInt(Integer::intValue).sum(),
                crowd.refusedWith(503),
                crowd.refusedWith(429),
                crowd.acceptedOf("polite"),
                crowd.mostTriesOf("polite"));
        assertThat(crowd.errors()).isEmpty();
        assertThat(crowd.refusedWith(503)).as("the limit of all was passed").isPositive();
        assertThat(crowd.refusedWith(429)).as("the limit of each was passed").isPositive();
        assertThat(crowd.mostTriesOf("polite")).isBetween(1, 5);
        assertThat(crowd.acceptedOf("polite")).isGreaterThanOrEqualTo((int) BURST.toSeconds() / 4);
        await().atMost(Processes.PATIENCE).ignoreExceptions().untilAsserted(() -> crowd.accepted()
                .forEach((author, posts) -> {
                    assertThat(platform.count(author))
                            .as("counted of " + author)
                            .isEqualTo(posts);
                    assertThat(platform.foundOf(author))
                            .as("found of " + author)
                            .isEqualTo(posts);
                }));
    }

    /** Half of them stop within their headers; half of them drip a body, of which most services would hold a thread each. */
    @ParameterizedTest
    @ValueSource(strings = {"blog-service", "counter-consumer", "search-indexer"})
    void slowClientsAreCutAndNobodyElseNoticesThem(String service) throws IOException {
        var slowPost = "POST /api/blogs HTTP/1.1\r\nHost: slow\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + new Tokens(processes.signingKey()).mint("slow", List.of())
                + "\r\nContent-Length: 10000\r\n\r\n{";
        var url = processes.url(service);
        try (var slow = SlowClients.of(url, SLOW_CLIENTS / 2, SLOW_CLIENTS / 2, slowPost)) {
            var begun = System.nanoTime();
            var longest = Duration.ZERO;
            for (int i = 0; i < 20; i++) {
                var took = timeOf(service, i);
                longest = took.compareTo(longest) > 0 ? took : longest;
            }
            var still = slow.connected();
            await().atMost(Duration.ofSeconds(60)).until(() -> slow.connected() == 0);
            log.info(
                    "{}: {} slow clients while others were served within {}; the last was cut after {}",
                    service,
                    still,
                    longest,
                    Duration.ofNanos(System.nanoTime() - begun));
            assertThat(longest).isLessThan(Duration.ofSeconds(5));
            // Some have made room for others: there are more of them than connections.
            assertThat(still).as("slow clients during that").isPositive();
        }
        assertThat(processes.service(service).isReady()).isTrue();
    }

    private static Duration timeOf(String service, int number) {
        var begun = System.nanoTime();
        switch (service) {
            case "blog-service" -> platform.publish("unhurried-" + number, "In time", "Beside the slow ones.");
            case "counter-consumer" -> platform.count("unhurried-" + number);
            default -> platform.search("slow ones");
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
