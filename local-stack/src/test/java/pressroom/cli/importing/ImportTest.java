package pressroom.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static pressroom.cli.importing.ScriptedServer.RESET;
import static pressroom.cli.importing.ScriptedServer.status;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pressroom.posts.PostReader;
import pressroom.posts.PostTree;
import pressroom.posts.Reading;

@Timeout(30)
class ImportTest {

    private static final int POSTS = 50;

    @TempDir
    Path blog;

    @BeforeEach
    void writeBlog() throws IOException {
        for (int i = 0; i < POSTS; i++) {
            write("%02d.md".formatted(i), i % 2 == 0 ? "Ann" : "Bob", "Text " + i);
        }
    }

    @Test
    void publishesEachPostOnceUnderItsAuthorsToken() throws Exception {
        try (var server = new ScriptedServer()) {
            var summary = run(server.uri());
            assertThat(summary.published()).isEqualTo(POSTS);
            assertThat(summary.isComplete()).isTrue();
            assertThat(summary.perAuthor()).containsExactly(entry("ann", POSTS / 2), entry("bob", POSTS / 2));
            assertThat(server.seen)
                    .contains(
                            new ScriptedServer.Seen(
                                    key(server, "Text 3"),
                                    "Bearer token-of-bob",
                                    "{\"title\":\"T\",\"body\":\"Text 3\",\"tags\":[\"x\"],\"publishedAt\":\"2020-02-20T00:00:00Z\"}"));
            assertThat(server.mostAtOnce.get()).isBetween(1, 4);
        }
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        try (var server = new ScriptedServer()) {
            run(server.uri());
            var again = run(server.uri());
            assertThat(again.published()).isZero();
            assertThat(again.alreadyThere()).isEqualTo(POSTS);
            assertThat(server.published).hasSize(POSTS);
        }
    }

    @Test
    void losesAndDoublesNothingWhenTheServerIsOverloadedAndBreaks() throws Exception {
        var refusals = Stream.of(
                        status(503, "Retry-After", "0"),
                        status(429, "Retry-After", "0"),
                        RESET,
                        status(500),
                        status(409))
                .flatMap(line -> Stream.of(line, line, line, line))
                .toArray(ScriptedServer.Line[]::new);
        try (var server = new ScriptedServer(refusals)) {
            var summary = run(server.uri());
            assertThat(summary.published()).isEqualTo(POSTS);
            assertThat(server.published).hasSize(POSTS);
            assertThat(server.seen).hasSize(POSTS + refusals.length);
        }
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws Exception {
        try (var server = new ScriptedServer(status(503, "Retry-After", "1"))) {
            var started = System.nanoTime();
            run(server.uri());
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void reportsARefusedPostAndGoesOn() throws Exception {
        try (var server = new ScriptedServer(status(413))) {
            var summary = run(server.uri());
            assertThat(summary.published()).isEqualTo(POSTS - 1);
            assertThat(summary.failed()).extracting(Reading.Failed::reason).containsExactly("413 as told");
            assertThat(summary.isComplete()).isFalse();
        }
    }

    @Test
    void reportsAFileThatChangedSinceItsFirstImport() throws Exception {
        try (var server = new ScriptedServer()) {
            run(server.uri());
            write("07.md", "Bob", "Other text");
            var again = run(server.uri());
            assertThat(again.alreadyThere()).isEqualTo(POSTS - 1);
            assertThat(again.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.path()).isEqualTo("07.md");
                assertThat(failed.reason()).startsWith("changed since its first import");
            });
        }
    }

    @Test
    void stopsWhenItsTokensAreRefused() throws Exception {
        var all = Stream.generate(() -> status(401)).limit(POSTS).toArray(ScriptedServer.Line[]::new);
        try (var server = new ScriptedServer(all)) {
            var summary = run(server.uri());
            assertThat(summary.failed()).hasSizeBetween(1, 4);
            assertThat(summary.notTried()).isEqualTo(POSTS - summary.failed().size());
        }
    }

    @Test
    void givesUpWhenNothingMovesForLong() throws Exception {
        var summary = run(URI.create("http://127.0.0.1:1"), Duration.ofMillis(200));
        assertThat(summary.failed().get(0).reason()).contains("cannot connect to http://127.0.0.1:1");
        assertThat(summary.failed().size() + summary.notTried()).isEqualTo(POSTS);
    }

    @Test
    void endsWithinMomentsWhenItIsStopped() throws Exception {
        try (var server = new ScriptedServer(status(503, "Retry-After", "50"))) {
            var waiting = new CountDownLatch(1);
            try (var tree = PostTree.of(blog)) {
                var running = prepare(tree, server.uri(), Duration.ofMinutes(1), waiting::countDown);
                var summary = CompletableFuture.supplyAsync(() -> runQuietly(running));
                assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
                running.stop();
                assertThat(summary.get(5, TimeUnit.SECONDS).isComplete()).isFalse();
            }
        }
    }

    private ImportSummary run(URI server) throws Exception {
        return run(server, Duration.ofMinutes(1));
    }

    private ImportSummary run(URI server, Duration giveUpAfter) throws Exception {
        try (var tree = PostTree.of(blog)) {
            return prepare(tree, server, giveUpAfter, () -> {}).run();
        }
    }

    private static Import prepare(PostTree tree, URI server, Duration giveUpAfter, Runnable waiting) {
        var client = new BlogClient(server, author -> "token-of-" + author, Duration.ofSeconds(5));
        var backoff = new Backoff(Duration.ofMillis(10), Duration.ofSeconds(60), new Random(1));
        return new Import(
                tree,
                new PostReader(null, Clock.systemUTC()),
                client,
                new ImportPace(4, giveUpAfter, backoff),
                new ImportListener(() -> {}, reason -> waiting.run()));
    }

    private static ImportSummary runQuietly(Import running) {
        try {
            return running.run();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String key(ScriptedServer server, String body) {
        return server.seen.stream()
                .filter(seen -> seen.body().contains('"' + body + '"'))
                .findFirst()
                .orElseThrow()
                .key();
    }

    private void write(String path, String author, String body) throws IOException {
        Files.writeString(
                blog.resolve(path),
                "---\ntitle: T\ndate: 2020-02-20\ntags: x\nauthor: %s\n---\n%s".formatted(author, body));
    }
}
