package pressroom.blog.blogs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.outbox.RelaySignal;

/** Requests share commits, and nothing else. */
class GroupCommitTest extends BlogServiceTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @Autowired
    private Blogs blogs;

    @Autowired
    private JdbcClient db;

    @Autowired
    private TransactionOperations transaction;

    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final String author = newAuthor();

    @AfterEach
    void endRequests() {
        requests.shutdownNow();
    }

    @Test
    void whoComesWhileOthersWriteSharesTheNextCommit() {
        GatedStatement statement = new GatedStatement(db);
        GroupCommit groups = new GroupCommit(statement, new RelaySignal());
        List<CompletableFuture<Boolean>> published = publishWhileTwoWrite(groups, statement, 12, i -> null);

        assertThat(published).allMatch(CompletableFuture::join);
        assertThat(statement.groups.subList(0, 2)).containsExactly(1, 1);
        assertThat(statement.groups.stream().mapToInt(size -> size).sum()).isEqualTo(12);
        assertThat(statement.groups)
                .as("the ten who waited, in one group or, at worst, two")
                .hasSizeLessThanOrEqualTo(4);
        assertThat(stored("blogs")).isEqualTo(12);
        assertThat(stored("outbox")).isEqualTo(12);
        assertThat(db.sql("select count(distinct xid::text) from outbox where author_id = :author")
                        .param("author", author)
                        .query(Integer.class)
                        .single())
                .isEqualTo(statement.groups.size());
    }

    @Test
    void whatTheDatabaseRefusesIsItsAuthorsOwnFailure() {
        GatedStatement statement = new GatedStatement(db);
        GroupCommit groups = new GroupCommit(statement, new RelaySignal());
        List<CompletableFuture<Boolean>> published =
                publishWhileTwoWrite(groups, statement, 12, i -> i % 2 == 0 ? null : "no \0 for PostgreSQL");

        for (int i = 0; i < published.size(); i++) {
            CompletableFuture<Boolean> each = published.get(i);
            if (i % 2 == 0) {
                assertThat(each.join()).isTrue();
            } else {
                assertThat(catchThrowable(each::join)).hasCauseInstanceOf(DataIntegrityViolationException.class);
            }
        }
        assertThat(stored("blogs")).isEqualTo(6);
        assertThat(stored("outbox")).isEqualTo(6);
    }

    @Test
    void nobodyWaitsForAnothersRequestThatIsStillRunning() {
        GroupCommit groups = new GroupCommit(new PublishStatement(db), new RelaySignal());
        List<CompletableFuture<Boolean>> repeated = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            db.sql("""
                            insert into blogs (id, author_id, version, live, title, body, tags,
                                               published_at, created_at, updated_at, idempotency_key, request_hash)
                            values (gen_random_uuid(), :author, 1, true, 'x', 'x', '{}', now(), now(), now(), 'slow', '')
                            """).param("author", author).update();
            for (int i = 0; i < 8; i++) {
                repeated.add(publish(groups, blog("again", "slow", null)));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(publish(groups, blog("other", null, null)))
                        .succeedsWithin(TWO_SECONDS)
                        .isEqualTo(true);
            }
        });

        assertThat(repeated).allSatisfy(each -> assertThat(each)
                .satisfiesAnyOf(
                        done -> assertThat(done.join()).isFalse(), late -> assertThat(catchThrowable(late::join))
                                .hasCauseInstanceOf(CannotAcquireLockException.class)));
        assertThat(stored("blogs")).isEqualTo(9);
        assertThat(stored("outbox")).isEqualTo(8);
    }

    @Test
    void oneKeyManyTimesInOneGroupIsOneBlog() {
        GatedStatement statement = new GatedStatement(db);
        GroupCommit groups = new GroupCommit(statement, new RelaySignal());
        List<CompletableFuture<Boolean>> published = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            published.add(publish(groups, blog("same", "one", null)));
        }
        statement.awaitTwo();
        statement.gate.countDown();

        assertThat(published.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(stored("blogs")).isEqualTo(1);
        assertThat(stored("outbox")).isEqualTo(1);
    }

    @Test
    void whoHasNoTurnInTimeIsToldSoAndNothingOfHisIsWritten() {
        GatedStatement statement = new GatedStatement(db);
        GroupCommit groups = new GroupCommit(statement, new RelaySignal());
        List<CompletableFuture<Boolean>> published = IntStream.range(0, 6)
                .mapToObj(i -> publish(groups, blog("late " + i, null, null)))
                .toList();
        await().until(() -> published.stream().filter(CompletableFuture::isDone).count() == 4);
        statement.gate.countDown();

        List<Throwable> failures = published.stream()
                .map(each -> catchThrowable(each::join))
                .filter(Objects::nonNull)
                .map(Throwable::getCause)
                .toList();
        assertThat(failures).hasSize(4).allMatch(DataAccessResourceFailureException.class::isInstance);
        assertThat(stored("blogs")).isEqualTo(2);
        assertThat(publish(groups, blog("after", null, null)).join()).isTrue();
    }

    /** Two write, and so many more wait, when the gate opens. */
    private List<CompletableFuture<Boolean>> publishWhileTwoWrite(
            GroupCommit groups, GatedStatement statement, int number, IntFunction<@Nullable String> traceparent) {
        List<CompletableFuture<Boolean>> published = IntStream.range(0, number)
                .mapToObj(i -> publish(groups, blog("post " + i, null, traceparent.apply(i))))
                .toList();
        statement.awaitTwo();
        await().until(() -> groups.waiting() == number - 2);
        statement.gate.countDown();
        return published;
    }

    private CompletableFuture<Boolean> publish(GroupCommit groups, NewBlog blog) {
        return CompletableFuture.supplyAsync(() -> groups.publish(blog), requests);
    }

    private NewBlog blog(String title, @Nullable String key, @Nullable String traceparent) {
        Draft draft = new Draft(title, "text", List.of("a \"b\" \\c", "d,{}"), null);
        return blogs.wished(new PublishBlog(author, draft, IdempotencyKey.of(key), traceparent));
    }

    private int stored(String table) {
        return db.sql("select count(*) from " + table + " where author_id = :author")
                .param("author", author)
                .query(Integer.class)
                .single();
    }

    /** The real statement behind a gate. */
    private static final class GatedStatement extends PublishStatement {

        private static final Duration SOON = Duration.ofSeconds(10);

        private final CountDownLatch gate = new CountDownLatch(1);
        private final List<Integer> groups = new CopyOnWriteArrayList<>();

        GatedStatement(JdbcClient db) {
            super(db);
        }

        @Override
        Set<UUID> execute(List<NewBlog> blogs, @Nullable String lockTimeout) {
            groups.add(blogs.size());
            try {
                assertThat(gate.await(SOON.toSeconds(), SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return super.execute(blogs, lockTimeout);
        }

        void awaitTwo() {
            await().atMost(SOON).until(() -> groups.size() == 2);
        }
    }
}
