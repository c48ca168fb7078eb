package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.assertj.core.api.SoftAssertions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pressroom.chaos.doors.Answers;
import pressroom.chaos.doors.Attack;
import pressroom.chaos.doors.Door;
import pressroom.stack.Tokens;

/**
 * Attacks on a running platform beside a polite reader and a polite author, and what became of all of them. The attackers'
 * pace is bounded, so that what the polite ones wait for is the service and not a processor that the attacker uses.
 */
final class Trial {
    private static final Logger log = LoggerFactory.getLogger(Trial.class);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);
    private static final Duration SETTLED = Duration.ofSeconds(30);

    /** As many polite answers as show that all is as before. */
    private static final int AFTERWARDS = 20;

    /** Starts and ends of connections to servers, and warnings that are about more than one request. */
    private static final int LINES_OF_LOG = 100;

    private record Life(long pid, Instant began) {}

    private final Platform platform;
    private final Processes processes;
    private final List<String> ended = new ArrayList<>();
    private final Map<String, Answers> answers = new LinkedHashMap<>();
    private final PoliteClients polite;
    private final LogGrowth logs;

    private Trial(Platform platform) {
        this.platform = platform;
        this.processes = platform.deployed(Processes.class);
        processes.start();
        this.polite = PoliteClients.of(platform, processes);
        this.logs = LogGrowth.from(processes);
    }

    /** Carries out one attack after the other, each against all of these services at once. */
    static Trial of(Platform platform, List<Attack> attacks, List<String> services) {
        return new Trial(platform).carryOutAll(attacks, services);
    }

    /** The same, beside somebody who also signs in and imports. */
    static Trial besideAVisitor(Platform platform, List<Attack> attacks) {
        Trial trial = new Trial(platform);
        String blogService = platform.url("blog-service");
        Tokens tokens = new Tokens(trial.processes.signingKey());
        trial.polite.alsoAsk(new PoliteVisitor(trial.polite, blogService, tokens).questions(), Duration.ofMillis(300));
        return trial.carryOutAll(attacks, List.of("blog-service"));
    }

    private Trial carryOutAll(List<Attack> attacks, List<String> services) {
        try (polite) {
            for (Attack attack : attacks) {
                polite.during(attack.name());
                Map<String, Life> lives = lives();
                carryOut(attack, services);
                noteEnds(attack.name(), lives);
            }
            // What the last one has begun may show only when its connections are gone.
            Map<String, Life> lives = lives();
            polite.during("the time after " + attacks.get(attacks.size() - 1));
            polite.awaitAnswers(AFTERWARDS);
            noteEnds("the time afterwards", lives);
        }
        return this;
    }

    /** Service and attack to how the attack was answered. */
    Map<String, Answers> answers() {
        return answers;
    }

    /**
     * No polite request was refused, 99 of 100 were answered within a second, no service ended or wrote much to its log, and what
     * was answered with 201 is counted and found.
     */
    void assertThatNobodyElseNoticed() {
        log.info("{}; {} polite answers, the slowest of them {}", answers, polite.answered(), polite.slowest());
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(ended).as("services that ended").isEmpty();
            softly.assertThat(polite.refusals()).as("refused polite requests").isEmpty();
            softly.assertThat(polite.slowest().stream().skip(Math.max(1, polite.answered() / 100)))
                    .as("polite answers after more than a second, but for one in a hundred")
                    .noneMatch(slow -> slow.took().compareTo(LONGEST_ANSWER) > 0);
            softly.assertThat(polite.slowest())
                    .as("polite answers after more than two seconds")
                    .noneMatch(slow -> slow.took().compareTo(LONGEST_ANSWER.multipliedBy(2)) > 0);
            softly.assertThat(polite.answered()).as("polite answers").isPositive();
            logs.lines().forEach((service, lines) -> softly.assertThat(lines)
                    .as("lines in the log of " + service)
                    .hasSizeLessThan(LINES_OF_LOG));
        });
        assertThatNo201IsLost();
    }

    /** Each request was answered, or its connection cut. */
    void assertThatAllWereAnswered() {
        answers.forEach((attack, answer) ->
                assertThat(answer.counts()).as(attack).doesNotContainKeys(Answers.NONE, Answers.NO_CONNECTION));
    }

    /** Each answer is one of these. */
    void assertThatAnswersAreAmong(Integer... statuses) {
        answers.forEach((attack, answer) ->
                assertThat(answer.statuses()).as(attack + ": " + answer).isSubsetOf(statuses));
    }

    private void assertThatNo201IsLost() {
        Map<String, Integer> published = new LinkedHashMap<>(Map.of(polite.author(), polite.published()));
        answers.values().forEach(answer -> published.putAll(answer.published()));
        await().atMost(SETTLED)
                .ignoreExceptions()
                .untilAsserted(() -> published.forEach((author, posts) -> {
                    assertThat(platform.count(author))
                            .as("counted of " + author)
                            .isEqualTo(posts);
                    assertThat(platform.foundOf(author))
                            .as("found of " + author)
                            .isEqualTo(posts);
                }));
        assertThat(Platform.SERVICES)
                .allMatch(service -> processes.service(service).isReady());
    }

    private void carryOut(Attack attack, List<String> services) {
        var pool = Executors.newCachedThreadPool();
        try {
            Map<String, CompletableFuture<Answers>> all = new LinkedHashMap<>();
            for (String service : services) {
                all.put(service + ", " + attack.name(), CompletableFuture.supplyAsync(() -> on(service, attack), pool));
            }
            all.forEach((name, answer) ->
                    answers.merge(name, answer.join(), (before, again) -> Answers.together(List.of(before, again))));
        } finally {
            pool.shutdownNow();
        }
    }

    private Answers on(String service, Attack attack) {
        try {
            return attack.on(new Door(service, processes.url(service), new Tokens(processes.signingKey())));
        } catch (Exception e) {
            throw new IllegalStateException(attack + " could not be carried out on " + service, e);
        }
    }

    private Map<String, Life> lives() {
        Map<String, Life> lives = new LinkedHashMap<>();
        for (String service : Platform.SERVICES) {
            long pid = processes.service(service).status().pid();
            lives.put(
                    service,
                    new Life(
                            pid,
                            ProcessHandle.of(pid)
                                    .flatMap(process -> process.info().startInstant())
                                    .orElse(Instant.MIN)));
        }
        return lives;
    }

    /** What an attack has ended is started again, so that each is blamed for its own. */
    private void noteEnds(String what, Map<String, Life> before) {
        Map<String, Life> now = lives();
        now.forEach((service, life) -> {
            if (!life.equals(before.get(service))) {
                ended.add(service + " during " + what);
            }
        });
        if (!now.equals(before)) {
            polite.pause(processes::start);
        }
    }
}
