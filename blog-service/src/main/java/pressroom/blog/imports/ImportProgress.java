package pressroom.blog.imports;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far imports are; what is told here is told by the worker that has the lease, or not at all. */
@Repository
class ImportProgress {

    private final JdbcClient db;
    private final Duration lease;

    ImportProgress(JdbcClient db, ImportSettings settings) {
        this.db = db;
        this.lease = settings.lease();
    }

    /**
     * Locks the import for a batch, and renews the lease.
     *
     * @param next the first file of the batch
     * @return false when it was cancelled, or is another worker's by now
     */
    boolean lock(ImportQueue.Claim claim, int next) {
        return db.sql("""
                        update imports set lease_until = now() + cast(:lease as interval)
                        where id = :id and worker = :worker and state = 'running' and next_file = :next
                        """)
                        .param("lease", lease.toString())
                        .param("id", claim.id())
                        .param("worker", claim.worker())
                        .param("next", next)
                        .update()
                == 1;
    }

    /** Says, with a commit of its own, that nothing but this file is being read: if the worker ends now, it is this file's. */
    boolean beginAlone(ImportQueue.Claim claim, int next) {
        return db.sql("""
                        update imports set lease_until = now() + cast(:lease as interval), alone_file = :next
                        where id = :id and worker = :worker and state = 'running' and next_file = :next
                        """)
                        .param("lease", lease.toString())
                        .param("id", claim.id())
                        .param("worker", claim.worker())
                        .param("next", next)
                        .update()
                == 1;
    }

    /** Notes that the next file has ended its worker; from here on each file is tried alone. In the transaction that fails it. */
    void hasEndedItsWorker(ImportQueue.Claim claim) {
        db.sql("update imports set ended_files = ended_files + 1, alone_until = total where id = :id")
                .param("id", claim.id())
                .update();
    }

    /** Counts a batch; in the transaction that locked the import and published it. The current attempt goes on being one. */
    void advance(ImportQueue.Claim claim, int next, Tally tally) {
        db.sql("""
                        update imports
                        set next_file = :next, published = published + :published,
                            already_there = already_there + :alreadyThere, failed = failed + :failed,
                            skipped = skipped + :skipped, attempts = 1, alone_file = null
                        where id = :id
                        """)
                .param("next", next)
                .param("published", tally.published())
                .param("alreadyThere", tally.alreadyThere())
                .param("failed", tally.failures().size())
                .param("skipped", tally.skipped())
                .param("id", claim.id())
                .update();
        if (!tally.failures().isEmpty()) {
            insert(claim, tally.failures());
        }
    }

    private void insert(ImportQueue.Claim claim, List<Tally.Failure> failures) {
        db.sql("""
                        insert into import_failures (import_id, number, file, reason)
                        select :id, * from unnest(:numbers, :files, :reasons)
                        """)
                .param("id", claim.id())
                .param("numbers", failures.stream().map(Tally.Failure::number).toArray(Integer[]::new))
                .param("files", failures.stream().map(Tally.Failure::file).toArray(String[]::new))
                .param("reasons", failures.stream().map(Tally.Failure::reason).toArray(String[]::new))
                .update();
    }
}
