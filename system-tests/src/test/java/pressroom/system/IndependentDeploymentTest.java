package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pressroom.chaos.check.Topics;
import pressroom.stack.Ports;
import pressroom.stack.ServiceProcess;
import pressroom.stack.Tokens;

/** Each team restarts its own service while authors publish, and nobody else notices. */
@Tag("services")
@DisabledIfSystemProperty(named = "pressroom.platform", matches = "compose", disabledReason = "of processes only")
@ExtendWith(OnePlatform.class)
class IndependentDeploymentTest {

    private static final Logger log = LoggerFactory.getLogger(IndependentDeploymentTest.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Ten in the long form: {@code -Dpressroom.redeploys=10}, a minute. */
    private static final int REDEPLOYS = Integer.getInteger("pressroom.redeploys", 3);

    private static final Duration BETWEEN_REDEPLOYS = Duration.ofSeconds(6);

    private static Processes processes;
    private static Platform platform;

    @BeforeAll
    static void start(Platform shared) {
        platform = shared;
        processes = shared.deployed(Processes.class);
    }

    @Test
    void aRollingRestartOfTheBlogServiceCostsNoAuthorAnError() {
        var first = processes.service("blog-service");
        var second = ServiceProcess.of(processes.stack, "blog-service")
                .withName("blog-service-2")
                .withPort(Ports.onePort())
                .asInItsImage();
        second.start();
        second.awaitReady(Processes.PATIENCE);
        BusyAuthors authors = authorsAt(first, second);
        try (authors) {
            for (ServiceProcess instance : List.of(first, second)) {
                awaitMore(authors);
                restart(instance);
            }
            awaitMore(authors);
        } finally {
            second.stop();
        }
        log.info(
                "{} posts, {} refused connections, {} answers lost, at worst {}",
                authors.publishedInAll(),
                authors.refused(),
                authors.lost(),
                authors.longest());
        assertThat(authors.errors()).isEmpty();
        assertThat(authors.refused()).as("the restart was met").isPositive();
        assertThat(authors.longest()).isLessThan(Duration.ofSeconds(10));
        assertCountedAndFound(authors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"counter-consumer", "search-indexer"})
    void neitherAuthorsNorTheOtherConsumerNoticeThatOneIsRedeployedAgainAndAgain(String restless) throws Exception {
        var steady = restless.equals("counter-consumer") ? "search-indexer" : "counter-consumer";
        BusyAuthors authors = authorsAt(processes.service("blog-service"));
        try (authors) {
            awaitMore(authors);
            var members = membersOf(steady);
            for (int i = 0; i < REDEPLOYS; i++) {
                var next = System.nanoTime() + BETWEEN_REDEPLOYS.toNanos();
                processes.service(restless).stop();
                awaitMore(authors);
                var whileAway = awaitAllOfNowReadBy(steady);
                processes.service(restless).start();
                awaitMore(authors);
                var whileStarting = awaitAllOfNowReadBy(steady);
                log.info(
                        "{} is {} behind while {} is away, {} while it starts",
                        steady,
                        whileAway,
                        restless,
                        whileStarting);
                await().until(() -> System.nanoTime() > next);
            }
            assertThat(membersOf(steady)).as("nobody left the other group").isEqualTo(members);
        }
        processes.service(restless).awaitReady(Processes.PATIENCE);
        assertThat(authors.errors()).isEmpty();
        assertThat(authors.refused() + authors.lost()).isZero();
        assertCountedAndFound(authors);
    }

    private static BusyAuthors authorsAt(ServiceProcess... instances) {
        var urls = List.of(instances).stream().map(ServiceProcess::url).toList();
        return new BusyAuthors(urls, new Tokens(processes.signingKey()), PAUSE);
    }

    private static void restart(ServiceProcess instance) {
        instance.stop();
        instance.start();
        instance.awaitReady(Processes.PATIENCE);
    }

    private static void awaitMore(BusyAuthors authors) {
        var before = authors.publishedInAll();
        await().atMost(Processes.PATIENCE).until(() -> authors.publishedInAll() > before + 50);
    }

    /** Waits until the group has read all that the topic holds now, whatever comes meanwhile, and tells how long that took. */
    private static Duration awaitAllOfNowReadBy(String group) {
        var asked = System.nanoTime();
        var kafka = new Topics(processes.stack);
        var ends = kafka.ends();
        await().atMost(Processes.PATIENCE).until(() -> kafka.before(group, ends) == 0);
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /** A consumer that left and came back is another member. */
    private static Set<String> membersOf(String group) throws Exception {
        try (var admin = new Topics(processes.stack).admin()) {
            var described = admin.describeConsumerGroups(List.of(group)).all().get();
            return described.get(group).members().stream()
                    .map(MemberDescription::consumerId)
                    .collect(Collectors.toSet());
        }
    }

    /** Each post once, whatever was sent twice. */
    private static void assertCountedAndFound(BusyAuthors authors) {
        await().atMost(Processes.PATIENCE).ignoreExceptions().untilAsserted(() -> authors.published()
                .forEach((author, posts) -> {
                    assertThat(platform.count(author))
                            .as("counted of " + author)
                            .isEqualTo(posts);
                    assertThat(platform.foundOf(author))
                            .as("found of " + author)
                            .isEqualTo(posts);
                }));
    }
}
