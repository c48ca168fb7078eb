package pressroom.blog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.security.Author;

/** Instances that stop in the middle of an import, driven by hand. */
@TestPropertySource(
        properties = {
            "test.database=import_handover",
            "test.topic=blog-events.import_handover",
            "pressroom.imports.enabled=false",
            "pressroom.imports.lease=1s",
            "pressroom.imports.batch-posts=10"
        })
@Timeout(60)
class ImportHandoverTest extends BlogServiceTest {

    @Autowired
    private Imports imports;

    @Autowired
    private ImportQueue queue;

    @Autowired
    private ImportProgress progress;

    @Autowired
    private WorkOff workOff;

    @Autowired
    private JdbcClient db;

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase("import_handover");
    }

    @Test
    void anotherInstanceGoesOnWhereOneDiedAndThatOneCanDoNoMoreHarm() throws Exception {
        Author author = new Author(newAuthor());
        UUID id = submitted(author, 35);
        ImportQueue.Claim first = queue.claim(UUID.randomUUID()).orElseThrow();
        assertThatThrownBy(() -> workOff.run(first, diesAfter(2))).hasMessage("killed");
        assertThat(imports.get(id, author, false).published()).isEqualTo(20);
        assertThat(imports.get(id, author, false).state()).isEqualTo(ImportJob.State.RUNNING);
        assertThat(queue.claim(UUID.randomUUID())).as("while the lease runs").isEmpty();

        ImportQueue.Claim second =
                await().until(() -> queue.claim(UUID.randomUUID()).orElse(null), claim -> claim != null);
        assertThat(second.next()).isEqualTo(20);
        workOff.run(first, () -> false);
        assertThat(imports.get(id, author, false).published())
                .as("by the zombie")
                .isEqualTo(20);
        workOff.run(second, () -> false);

        ImportJob done = imports.get(id, author, false);
        assertThat(done.state()).isEqualTo(ImportJob.State.DONE);
        assertThat(done.published()).isEqualTo(35);
        assertThat(done.alreadyThere()).isZero();
        assertThat(blogsOf(author)).isEqualTo(35);
        assertThat(chunksOf(id)).isZero();
    }

    @Test
    void anInstanceThatStopsInGoodOrderLeavesTheRestToOthersAtOnce() throws Exception {
        Author author = new Author(newAuthor());
        UUID id = submitted(author, 25);
        AtomicInteger batches = new AtomicInteger();
        workOff.run(queue.claim(UUID.randomUUID()).orElseThrow(), () -> batches.incrementAndGet() > 1);
        assertThat(imports.get(id, author, false).state()).isEqualTo(ImportJob.State.WAITING);

        workOff.run(queue.claim(UUID.randomUUID()).orElseThrow(), () -> false);
        assertThat(imports.get(id, author, false).published()).isEqualTo(25);
    }

    @Test
    void aCancelledImportEndsWithItsBatchAndKeepsWhatItHasPublished() throws Exception {
        Author author = new Author(newAuthor());
        UUID id = submitted(author, 30);
        AtomicInteger batches = new AtomicInteger();
        workOff.run(queue.claim(UUID.randomUUID()).orElseThrow(), () -> {
            if (batches.incrementAndGet() == 2) {
                imports.cancel(id, author, false);
            }
            return false;
        });

        ImportJob cancelled = imports.get(id, author, false);
        assertThat(cancelled.state()).isEqualTo(ImportJob.State.CANCELLED);
        assertThat(cancelled.published()).isEqualTo(10);
        assertThat(cancelled.isFinished()).isTrue();
        assertThat(blogsOf(author)).isEqualTo(10);
        assertThat(chunksOf(id)).isZero();
        assertThat(queue.claim(UUID.randomUUID())).isEmpty();
        assertThat(imports.cancel(id, author, false)).isEqualTo(cancelled);
    }

    @Test
    void anImportThatEndsEveryInstanceThatTriesItIsGivenUp() throws Exception {
        Author author = new Author(newAuthor());
        UUID id = submitted(author, 5);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(queue.claim(UUID.randomUUID())).isPresent();
            endLease(id);
        }
        workOff.run(queue.claim(UUID.randomUUID()).orElseThrow(), () -> false);

        ImportJob failed = imports.get(id, author, false);
        assertThat(failed.state()).isEqualTo(ImportJob.State.FAILED);
        assertThat(failed.reason()).contains("set aside", "ended 2 times");
        assertThat(queue.claim(UUID.randomUUID())).isEmpty();
        assertThat(chunksOf(id)).isZero();
    }

    @Test
    void onlyTheFileThatHasEndedTwoInstancesFails() throws Exception {
        Author author = new Author(newAuthor());
        UUID id = submitted(author, 25);
        assertThatThrownBy(() -> workOff.run(claimed(), diesAfter(1))).hasMessage("killed");
        endLease(id);
        ImportQueue.Claim second = claimed();
        assertThatThrownBy(() -> workOff.run(second, diesAfter(7))).hasMessage("killed");
        assertThat(imports.get(id, author, false).published())
                .as("one by one after the first end")
                .isEqualTo(17);
        assertThat(progress.beginAlone(second, 17)).isTrue();
        endLease(id);
        workOff.run(claimed(), () -> false);

        ImportJob done = imports.get(id, author, false);
        assertThat(done.state()).isEqualTo(ImportJob.State.DONE);
        assertThat(done.published()).isEqualTo(24);
        assertThat(done.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.file()).isEqualTo("0017.md");
            assertThat(failure.reason()).contains("ended the process");
        });
    }

    @Test
    void anImportWhoseFilesEndOneInstanceAfterTheOtherIsSetAside() throws Exception {
        Author author = new Author(newAuthor());
        UUID id = submitted(author, 25);
        assertThat(queue.claim(UUID.randomUUID())).isPresent();
        endLease(id);
        for (int file = 0; file < 4; file++) {
            ImportQueue.Claim claim = claimed();
            assertThatThrownBy(() -> workOff.run(claim, diesAfter(0))).hasMessage("killed");
            assertThat(progress.beginAlone(claim, file)).isTrue();
            endLease(id);
        }
        workOff.run(claimed(), () -> false);

        ImportJob failed = imports.get(id, author, false);
        assertThat(failed.state()).isEqualTo(ImportJob.State.FAILED);
        assertThat(failed.failed()).isEqualTo(3);
    }

    @Test
    void anImportThatIsLeftInGoodOrderIsNeverSetAside() throws Exception {
        Author author = new Author(newAuthor());
        UUID id = submitted(author, 5);
        for (int attempt = 0; attempt < 5; attempt++) {
            workOff.run(claimed(), () -> true);
        }
        workOff.run(claimed(), () -> false);

        assertThat(imports.get(id, author, false).published()).isEqualTo(5);
    }

    @Test
    void authorsTakeTurnsHoweverManyImportsOneOfThemHas() throws Exception {
        Author one = new Author(newAuthor());
        Author another = new Author(newAuthor());
        UUID first = submitted(one, 15);
        UUID second = submitted(one, 5);
        UUID others = submitted(another, 15);

        assertThat(turn()).isEqualTo(first);
        assertThat(turn()).isEqualTo(others);
        assertThat(turn()).isEqualTo(first);
        assertThat(turn()).isEqualTo(others);
        assertThat(turn()).isEqualTo(second);
        assertThat(queue.claim(UUID.randomUUID())).isEmpty();
    }

    /** One batch of whichever import is next. */
    private UUID turn() throws Exception {
        ImportQueue.Claim claim = claimed();
        AtomicInteger asked = new AtomicInteger();
        workOff.run(claim, () -> asked.getAndIncrement() > 0);
        return claim.id();
    }

    private ImportQueue.Claim claimed() {
        return queue.claim(UUID.randomUUID()).orElseThrow();
    }

    private void endLease(UUID id) {
        db.sql("update imports set lease_until = now() - interval '1 second' where id = :id")
                .param("id", id)
                .update();
    }

    @Test
    void aSixthUnfinishedImportOfAnAuthorHasToWait() throws Exception {
        Author author = new Author(newAuthor());
        UUID[] ids = new UUID[5];
        for (int i = 0; i < 5; i++) {
            ids[i] = submitted(author, 1);
        }
        assertThatThrownBy(() -> submitted(author, 1)).hasMessageContaining("429");
        for (UUID id : ids) {
            imports.cancel(id, author, false);
        }
        imports.cancel(submitted(author, 1), author, false);
    }

    private UUID submitted(Author author, int posts) throws Exception {
        byte[] zip = Zip.ofPosts(author.id(), posts).bytes();
        return imports.submit(author, false, null, new ByteArrayInputStream(zip))
                .id();
    }

    /** As after kill -9: nothing is given back. */
    private static BooleanSupplier diesAfter(int batches) {
        AtomicInteger asked = new AtomicInteger();
        return () -> {
            if (asked.getAndIncrement() == batches) {
                throw new IllegalStateException("killed");
            }
            return false;
        };
    }

    private int blogsOf(Author author) {
        return db.sql("select count(*) from blogs where author_id = :author")
                .param("author", author.id())
                .query(Integer.class)
                .single();
    }

    private int chunksOf(UUID id) {
        return db.sql("select count(*) from import_chunks where import_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}
