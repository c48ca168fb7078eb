package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What an audit of the counter tells when it cannot tell all at once: events are on their way, or more differs than one
 * report names. The commands say by their exit codes which it was.
 */
@Tag("faults")
class CounterAuditReportTest {

    private static final int MOST = 3;
    private static final int POSTS = 8;

    private static Platform platform;
    private static Auditor auditor;

    private final String author = "reported-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        Processes processes = new Processes();
        processes.with(
                "counter-consumer",
                counter -> counter.withProperties(Map.of(
                        "pressroom.audit.blog-service",
                        processes.url("blog-service"),
                        "pressroom.audit.most",
                        String.valueOf(MOST),
                        "pressroom.audit.patience",
                        "5s")));
        platform = Platform.startedAs(processes);
        auditor = new Auditor(processes);
    }

    @AfterAll
    static void stop() {
        platform.stop();
    }

    @BeforeEach
    void nothingDiffers() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertExit(0, auditor.ops("audit"), "clean"));
    }

    @Test
    void aPostWhoseEventIsNotSentIsUndecidedAndLeftAlone() {
        String other = "other-" + author;
        platform.publish(other, "Counted", "text");
        counted(other, 1);
        String waiting = whileNothingIsSent(() -> {
            String post = platform.publish(author, "On its way", "text");
            auditor.inCountersDatabase("update users set total_blogs = 9 where id = '%s'".formatted(other));

            JsonNode report = auditor.audit();
            assertThat(report.get("result").asString()).isEqualTo("drift");
            assertThat(Auditor.posts(report)).isEmpty();
            assertThat(Auditor.totals(report)).containsExactly(other + " 9 1");
            assertThat(undecided(report))
                    .isEqualTo(Map.of(post, author + ": its newest event is not on the topic yet"));
            assertExit(1, auditor.ops("audit"), "total of %s: 9, should be 1".formatted(other), post);
            assertExit(2, auditor.ops("repair", "--yes"), "repaired: 0 posts and 1 totals", post + " cannot be told");
            assertThat(platform.count(author)).isZero();

            assertThat(auditor.audit().get("result").asString()).isEqualTo("unknown");
            assertExit(2, auditor.ops("audit"), "unknown", post + " cannot be told");
            return post;
        });
        counted(author, 1);
        counted(other, 1);
        platform.unpublish(author, waiting);
        counted(author, 0);
    }

    @Test
    void eventsThatAreOnTheirWayWhenAnAuditBeginsAreWaitedFor() {
        List<CompletableFuture<HttpResponse<String>>> audits = whileNothingIsSent(() -> {
            // Of as many as one report names it would say that there may be more.
            IntStream.range(0, MOST - 1).forEach(i -> platform.publish(author, "On its way " + i, "text"));
            var first = CompletableFuture.supplyAsync(auditor::askForAudit);
            var second = CompletableFuture.supplyAsync(auditor::askForAudit);
            // One of them is refused at once; then the other one is waiting for the group.
            CompletableFuture.anyOf(first, second).join();
            return List.of(first, second);
        });

        Map<Integer, HttpResponse<String>> byStatus = audits.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.toMap(HttpResponse::statusCode, Function.identity()));
        assertThat(byStatus).containsOnlyKeys(200, 409);
        assertThat(byStatus.get(409).headers().firstValue("Retry-After")).isPresent();
        JsonNode report = Auditor.report(byStatus.get(200));
        assertThat(report.get("result").asString()).as(report.toString()).isEqualTo("clean");
        assertThat(platform.count(author)).isEqualTo(MOST - 1);
    }

    @Test
    void ofManyPostsSomeAreNamedAndAllAreRepaired() {
        List<String> posts = IntStream.range(0, POSTS)
                .mapToObj(i -> platform.publish(author, "Post " + i, "text"))
                .toList();
        counted(author, POSTS);
        auditor.inCountersDatabase("delete from ledger where author_id = '%s'".formatted(author));

        JsonNode report = auditor.audit();
        assertThat(Auditor.posts(report)).hasSize(MOST).isSubsetOf(posts);
        assertThat(report.get("totals")).isEmpty();
        assertThat(report.get("more").asBoolean()).isTrue();
        assertThat(auditor.repair(true).get("more").asBoolean()).isTrue();
        assertExit(1, auditor.ops("audit"), "There is more than is told here");
        assertExit(0, auditor.ops("repair", "--dry-run"), "To be repaired: 3 posts");
        assertExit(1, auditor.ops("repair"), "Nobody answered");
        assertThat(Auditor.posts(auditor.audit())).isNotEmpty();

        assertExit(0, auditor.ops("repair", "--yes"), "repaired: 3 posts");
        assertExit(0, auditor.ops("audit"), "clean");
        assertThat(platform.count(author)).isEqualTo(POSTS);
    }

    @Test
    void ofManyTotalsSomeAreNamedAndAllAreRepaired() {
        List<String> authors =
                IntStream.range(0, POSTS).mapToObj(i -> author + "-" + i).toList();
        authors.forEach(each -> platform.publish(each, "Post", "text"));
        authors.forEach(each -> counted(each, 1));
        auditor.inCountersDatabase("update users set total_blogs = 5 where id like '%s-%%'".formatted(author));

        JsonNode report = auditor.audit();
        assertThat(report.get("posts")).isEmpty();
        assertThat(Auditor.totals(report))
                .containsExactlyInAnyOrder(author + "-0 5 1", author + "-1 5 1", author + "-2 5 1");
        assertThat(report.get("more").asBoolean()).isTrue();
        assertExit(0, auditor.ops("repair", "--yes"), "repaired: 0 posts and 3 totals");
        assertThat(authors).allSatisfy(each -> assertThat(platform.count(each)).isEqualTo(1));
    }

    @Test
    void withoutAnAnswerNothingIsTold() {
        platform.kill("blog-service");
        try {
            assertExit(2, auditor.ops("audit"), "counter-consumer answered 503: blog-service at", "does not answer");
            assertExit(1, auditor.ops("repair", "--yes"), "counter-consumer answered 503", "does not answer");
        } finally {
            platform.restart("blog-service");
        }
    }

    @FunctionalInterface
    private interface Meanwhile<T> {
        T run();
    }

    private static <T> T whileNothingIsSent(Meanwhile<T> meanwhile) {
        auditor.inDatabase(
                "blog", "update relay_position set suspended_since = now(), suspended_reason = 'the test said so'");
        try {
            return meanwhile.run();
        } finally {
            auditor.inDatabase("blog", "update relay_position set suspended_since = null, suspended_reason = null");
        }
    }

    private static void counted(String author, int total) {
        await().atMost(Duration.ofSeconds(60)).until(() -> platform.count(author) == total);
    }

    /** By post, its author and the reason. */
    private static Map<String, String> undecided(JsonNode report) {
        Map<String, String> undecided = new TreeMap<>();
        report.get("undecided")
                .forEach(post -> undecided.put(
                        post.get("blogId").asString(),
                        post.get("authorId").asString() + ": "
                                + post.get("reason").asString()));
        return undecided;
    }

    private static void assertExit(int code, Program.Said said, String... words) {
        assertThat(said.exitCode()).as(said.output()).isEqualTo(code);
        assertThat(said.output()).contains(words);
    }
}
