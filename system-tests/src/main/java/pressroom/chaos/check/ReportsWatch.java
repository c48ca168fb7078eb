package pressroom.chaos.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;
import pressroom.chaos.load.Books;
import pressroom.chaos.load.Post;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * C10: asks blog-service again and again how far posts are while things break, and holds that against the stores. An
 * answer is read first and the stores after it, so that what was reported has had to be there before.
 */
public final class ReportsWatch implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Cluster cluster;
    private final Databases databases;
    private final SentEvents sent;
    private final Index index;
    private final Books books;
    private final Excuses excuses;
    private final Random random = new Random();
    private final List<Violation> violations = new CopyOnWriteArrayList<>();
    private final AtomicLong looks = new AtomicLong();
    private volatile boolean running = true;

    private ReportsWatch(Cluster cluster, Books books, Excuses excuses) {
        this.cluster = cluster;
        this.databases = new Databases(cluster.stack());
        this.sent = new SentEvents(databases);
        this.index = new Index(cluster.stack());
        this.books = books;
        this.excuses = excuses;
    }

    /** Begins to look. */
    public static ReportsWatch start(Cluster cluster, Books books, Excuses excuses) {
        ReportsWatch watch = new ReportsWatch(cluster, books, excuses);
        Thread thread = new Thread(watch::run, "reports watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    List<Violation> violations() {
        return violations;
    }

    /** How many reports were held against the stores. */
    public long looks() {
        return looks.get();
    }

    @Override
    public void close() {
        running = false;
    }

    private void run() {
        while (running) {
            look(this::progress);
            look(this::outbox);
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
    }

    /** A service or a store that does not answer reports nothing, and cannot be held against anything. */
    private void look(Look look) {
        Instant from = Instant.now();
        try {
            List<FalseReport> found = look.falseReports();
            if (found != null) {
                looks.incrementAndGet();
                violations.addAll(excuses.unexcused(found, from, Instant.now()));
            }
        } catch (IOException | SQLException | JacksonException away) {
            // Services and stores are among the things that break.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private @Nullable List<FalseReport> progress() throws IOException, InterruptedException, SQLException {
        Post post = anyAcknowledged();
        JsonNode json = post == null ? null : ask("/api/blogs/" + post.id() + "/progress");
        if (json == null) {
            return null;
        }
        ProgressReport report = ProgressReport.of(json);
        Integer counted = databases.countedVersion(report.blogId());
        return report.contradictions(counted, index.version(report.blogId()));
    }

    /** An outbox with nothing unsent, and nothing that holds its relay up, has sent what was committed before. */
    private @Nullable List<FalseReport> outbox() throws IOException, InterruptedException, SQLException {
        SentEvents.End end = sent.end();
        JsonNode report = ask("/ops/outbox");
        if (report == null) {
            return null;
        }
        boolean isDrained = report.path("unsent").asLong(1) == 0
                && report.path("ahead").asLong(0) == 0
                && report.path("suspension").isNull();
        long unsent = isDrained ? sent.unsentUpTo(end) : 0;
        return unsent == 0
                ? List.of()
                : List.of(new FalseReport(
                        ReportSource.OUTBOX,
                        Violation.of(
                                Invariant.C10,
                                "%d events are in no round of the relay, and /ops/outbox says %s",
                                unsent,
                                report)));
    }

    private @Nullable Post anyAcknowledged() {
        List<Post> acknowledged = new ArrayList<>(books.posts());
        acknowledged.removeIf(post -> post.outcome() != Post.Outcome.OK);
        return acknowledged.isEmpty() ? null : acknowledged.get(random.nextInt(acknowledged.size()));
    }

    /** Null if blog-service answers that it cannot tell. */
    private @Nullable JsonNode ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(cluster.any(Role.BLOG, random).url() + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + cluster.tokens().mint("watch", List.of("operator")))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : null;
    }

    @FunctionalInterface
    private interface Look {
        /** Null if there was nothing to look at. */
        @Nullable
        List<FalseReport> falseReports() throws IOException, InterruptedException, SQLException;
    }
}
