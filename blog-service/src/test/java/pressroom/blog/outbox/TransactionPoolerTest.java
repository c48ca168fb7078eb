package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.database.Snapshot;
import pressroom.servers.PgBouncer;
import pressroom.servers.PoolerRoles;
import tools.jackson.databind.json.JsonMapper;

/** The service reaches its database through PgBouncer in transaction mode, whose few sessions it shares with itself. */
@DirtiesContext
@TestPropertySource(
        properties = {
            "test.database=" + TransactionPoolerTest.DATABASE,
            "test.topic=blog-events." + TransactionPoolerTest.DATABASE,
            "pressroom.database.pooled=true"
        })
class TransactionPoolerTest extends BlogServiceTest {

    static final String DATABASE = "transaction_pooler";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int AUTHORS = 8;
    private static final int POSTS = 15;

    private static @Nullable PgBouncer pooler;

    private final Topic topic = new Topic(STACK, "blog-events." + DATABASE);

    @Autowired
    private JdbcClient db;

    @Autowired
    private Snapshot snapshot;

    @BeforeAll
    static void startPgBouncer() throws Exception {
        assumeThat(PgBouncer.program())
                .as("PgBouncer (Debian's package pgbouncer)")
                .isPresent();
        createDatabase(DATABASE);
        PoolerRoles.set(STACK.adminProperties());
        pooler = PgBouncer.before(STACK);
    }

    @AfterAll
    static void stopPgBouncer() throws SQLException {
        if (pooler != null) {
            pooler.close();
            PoolerRoles.reset(STACK.adminProperties());
        }
    }

    @DynamicPropertySource
    static void throughPooler(DynamicPropertyRegistry registry) {
        String direct = STACK.propertiesFor("blog-service").get("spring.datasource.url");
        registry.add("test.spring.datasource.url", () -> pooler == null ? direct : pooler.url(DATABASE));
        registry.add("spring.flyway.url", () -> direct.replaceFirst("/blog$", "/" + DATABASE));
    }

    @Test
    void manyAuthorsPublishAndEditAndEveryVersionReachesTheTopic() throws Exception {
        ExecutorService authors = Executors.newFixedThreadPool(AUTHORS);
        List<Future<Set<String>>> writing = IntStream.range(0, AUTHORS)
                .mapToObj(i -> authors.submit(this::publishAndEdit))
                .toList();
        Set<String> ids = new HashSet<>();
        for (Future<Set<String>> each : writing) {
            ids.addAll(each.get());
        }
        authors.shutdown();

        assertThat(ids).hasSize(AUTHORS * POSTS);
        Set<String> versions =
                ids.stream().flatMap(id -> Stream.of(id + "@1", id + "@2")).collect(Collectors.toSet());
        await().untilAsserted(() -> assertThat(topic.recordsOf(ids).stream()
                        .map(record -> Topic.header(record, "ce_subject") + "@" + version(record.value()))
                        .collect(Collectors.toSet()))
                .isEqualTo(versions));
        assertThat(asReader().get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void whileThePoolerIsAwayAuthorsAreToldToComeAgainAndItIsFoundAgain() {
        PgBouncer mine = Objects.requireNonNull(pooler);
        mine.close();
        Api.Answer refused = as(newAuthor()).post("Not taken", "text");
        mine.start();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        await().until(() -> as(newAuthor()).post("Taken", "text").status() == 201);
    }

    @Test
    void aSessionIsSharedAndHasTheLimitsOfItsRole() {
        Set<Integer> sessions = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            sessions.add(db.sql("select pg_backend_pid()").query(Integer.class).single());
        }
        assertThat(sessions.size()).isBetween(1, 4);
        assertThat(db.sql("show statement_timeout").query(String.class).single())
                .isEqualTo("15s");
    }

    @Test
    void statesOfBlogsAreReadAtOneSnapshotThatNoOtherTransactionInherits() throws Exception {
        String id = as(newAuthor()).post("Read", "text").id();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService auditors = Executors.newFixedThreadPool(AUTHORS);
        List<Future<Set<Integer>>> reading = IntStream.range(0, AUTHORS)
                .mapToObj(i -> auditors.submit(() -> readStates(id, stop)))
                .toList();
        Set<String> levels = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            levels.add(db.sql("show transaction_isolation").query(String.class).single());
        }
        stop.set(true);
        for (Future<Set<Integer>> each : reading) {
            assertThat(each.get()).containsExactly(200);
        }

        assertThat(levels).containsExactly("read committed");
        List<String> within = snapshot.read(() -> {
            String before = versionOf(id);
            CompletableFuture.runAsync(() -> edit(id), auditors).join();
            return List.of(
                    before,
                    versionOf(id),
                    db.sql("show transaction_isolation").query(String.class).single());
        });
        assertThat(within).containsExactly("1", "1", "repeatable read");
        assertThat(versionOf(id)).isEqualTo("2");
        auditors.shutdown();
    }

    private Set<Integer> readStates(String id, AtomicBoolean stop) {
        Set<Integer> answers = new HashSet<>();
        while (!stop.get()) {
            answers.add(asOperator().get("/ops/blogs?id=" + id).status());
        }
        return answers;
    }

    private String versionOf(String id) {
        return db.sql("select version::text from blogs where id = cast(:id as uuid)")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private void edit(String id) {
        db.sql("update blogs set version = version + 1 where id = cast(:id as uuid)")
                .param("id", id)
                .update();
    }

    private Set<String> publishAndEdit() {
        Api author = as(newAuthor());
        Set<String> ids = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            Api.Answer post = author.post("Post " + i, "First text");
            Api.Answer edit = author.put(post.id(), "Post " + i, "Second text", "If-Match", post.header("ETag"));
            if (post.status() != 201 || edit.status() != 200) {
                wrong.add(post.response().body() + edit.response().body());
            }
            ids.add(post.id());
        }
        assertThat(wrong).isEmpty();
        return ids;
    }

    private static int version(byte[] event) {
        return JSON.readTree(event).get("version").asInt();
    }
}
