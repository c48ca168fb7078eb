package pressroom.counter.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import pressroom.servers.RealServers;
import pressroom.stack.Server;

/** Repairs beside events that arrive at the same time, on a real PostgreSQL. */
class RepairStatementsTest {

    private static final HikariDataSource POOL = pool();

    private final JdbcClient db = JdbcClient.create(POOL);
    private final RepairStatements statements = new RepairStatements(db);
    private final AuthorTotals totals = new AuthorTotals(db, new JdbcTemplate(POOL));
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(POOL));
    private final String author = "author-" + UUID.randomUUID();
    private final UUID blog = UUID.randomUUID();
    private final UUID first = new UUID(blog.getMostSignificantBits(), 1);
    private final UUID second = new UUID(blog.getMostSignificantBits(), 2);

    private static HikariDataSource pool() {
        Map<String, String> properties = RealServers.with(Server.POSTGRES).propertiesFor("counter-consumer");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(properties.get("spring.datasource.url"));
        config.setUsername(properties.get("spring.datasource.username"));
        config.setPassword(properties.get("spring.datasource.password"));
        HikariDataSource pool = new HikariDataSource(config);
        Flyway.configure().dataSource(pool).load().migrate();
        return pool;
    }

    @Test
    void aRowBecomesWhatIsPublishedWhateverItHas() {
        UUID missing = UUID.randomUUID();
        UUID strange = UUID.randomUUID();
        insert(blog, "wrong", 1, false);
        insert(strange, author, 4, true);

        List<ChangedRow> changed = statements.write(List.of(
                new PostDrift(blog, state("wrong", 1, false), state(author, 3, true)),
                new PostDrift(missing, null, state(author, 2, true)),
                new PostDrift(strange, state(author, 4, true), null)));

        assertThat(changed)
                .containsExactlyInAnyOrder(
                        new ChangedRow(blog, "wrong", false, author, true),
                        new ChangedRow(missing, null, null, author, true),
                        new ChangedRow(strange, author, true, null, null));
        assertThat(row(blog)).isEqualTo(state(author, 3, true));
        assertThat(row(missing)).isEqualTo(state(author, 2, true));
        assertThat(row(strange)).isNull();
    }

    @Test
    void anEventThatCameMeanwhileWins() {
        UUID missing = UUID.randomUUID();
        UUID strange = UUID.randomUUID();
        insert(blog, author, 5, false);
        insert(missing, author, 2, false);
        insert(strange, author, 2, true);

        assertThat(statements.write(List.of(
                        new PostDrift(blog, state(author, 3, true), state(author, 4, true)),
                        new PostDrift(missing, null, state(author, 1, true)),
                        new PostDrift(strange, state(author, 1, true), null))))
                .isEmpty();

        assertThat(row(blog)).isEqualTo(state(author, 5, false));
        assertThat(row(missing)).isEqualTo(state(author, 2, false));
        assertThat(row(strange)).isEqualTo(state(author, 2, true));
    }

    @Test
    void whatATotalLacksIsNoMoreAndNoLessAfterAnEvent() {
        insert(blog, author, 1, true);
        db.sql("insert into users (id, total_blogs) values (:id, 7)")
                .param("id", author)
                .update();

        transaction.executeWithoutResult(open -> {
            AuthorTotal before = totals.differing(List.of(author), 0).get(0);
            assertThat(before).isEqualTo(new AuthorTotal(author, 7L, 1));
            anEventCounts();
            assertThat(statements.add(Map.of(author, before.difference())))
                    .containsExactly(new TotalDrift(author, 8L, 2));
        });

        transaction.executeWithoutResult(open ->
                assertThat(totals.differing(List.of(author), 0)).containsExactly(new AuthorTotal(author, 2L, 2)));
    }

    @Test
    void authorsAreNamedWhoseTotalIsWrongOrMissing() {
        String untold = "untold-" + UUID.randomUUID();
        insert(blog, author, 1, true);
        insert(UUID.randomUUID(), untold, 1, false);
        db.sql("insert into users (id, total_blogs) values (:id, 1)")
                .param("id", author)
                .update();
        List<AuthorTotal> found = transaction.execute(open -> totals.differing(List.of(), 10_000));

        assertThat(found).contains(new AuthorTotal(untold, null, 0));
        assertThat(found).extracting(AuthorTotal::authorId).doesNotContain(author);
    }

    @Test
    void aRepairAndABatchOfEventsLockTheSameRowsInOneOrder() throws Exception {
        insert(first, author, 1, true);
        insert(second, author, 1, true);

        List<ChangedRow> repaired = besideABatch(List.of(
                new PostDrift(second, state(author, 1, true), state(author, 4, true)),
                new PostDrift(first, state(author, 1, true), null)));

        assertThat(repaired).isEmpty();
        assertThat(row(first)).isEqualTo(state(author, 2, true));
        assertThat(row(second)).isEqualTo(state(author, 2, true));
    }

    @Test
    void aRowThatABatchInsertsIsLockedInThatOrderToo() throws Exception {
        insert(second, author, 1, true);

        List<ChangedRow> repaired = besideABatch(List.of(
                new PostDrift(second, state(author, 1, true), null),
                new PostDrift(first, null, state(author, 1, true))));

        assertThat(repaired).isEmpty();
        assertThat(row(first)).isEqualTo(state(author, 2, true));
        assertThat(row(second)).isEqualTo(state(author, 2, true));
    }

    /** The batch writes the first row; the repair comes to it and waits; the batch writes the second row. */
    private List<ChangedRow> besideABatch(List<PostDrift> posts) throws Exception {
        ExecutorService team = Executors.newSingleThreadExecutor();
        try {
            Future<List<ChangedRow>> repair = transaction.execute(batch -> {
                anEventComes(first);
                CompletableFuture<Integer> process = new CompletableFuture<>();
                Future<List<ChangedRow>> started = team.submit(() -> transaction.execute(open -> {
                    process.complete(db.sql("select pg_backend_pid()")
                            .query(Integer.class)
                            .single());
                    return statements.write(posts);
                }));
                await().until(() -> isWaiting(process.join()));
                anEventComes(second);
                return started;
            });
            return repair.get(30, TimeUnit.SECONDS);
        } finally {
            team.shutdownNow();
        }
    }

    /** Version 2 of a post. */
    private void anEventComes(UUID id) {
        db.sql("""
                        insert into ledger as known (blog_id, author_id, version, live) values (:id, :author, 2, true)
                        on conflict (blog_id) do update set version = excluded.version
                        """).param("id", id).param("author", author).update();
    }

    private boolean isWaiting(int process) {
        return db.sql("select exists (select from pg_locks where pid = :process and not granted)")
                .param("process", process)
                .query(Boolean.class)
                .single();
    }

    /** Another transaction, as the consumer's. */
    private void anEventCounts() {
        TransactionTemplate other = new TransactionTemplate(new JdbcTransactionManager(POOL));
        other.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        other.executeWithoutResult(open -> {
            insert(UUID.randomUUID(), author, 1, true);
            db.sql("update users set total_blogs = total_blogs + 1 where id = :id")
                    .param("id", author)
                    .update();
        });
    }

    private void insert(UUID id, String of, int version, boolean live) {
        db.sql("insert into ledger (blog_id, author_id, version, live) values (:id, :author, :version, :live)")
                .param("id", id)
                .param("author", of)
                .param("version", version)
                .param("live", live)
                .update();
    }

    private PostState row(UUID id) {
        return db.sql("select author_id, version, live from ledger where blog_id = :id")
                .param("id", id)
                .query(PostState.class)
                .optional()
                .orElse(null);
    }

    private static PostState state(String author, int version, boolean live) {
        return new PostState(author, version, live);
    }
}
