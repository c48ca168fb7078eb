package pressroom.blog.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Imports as those see them who work them off: one instance at a time has one, for as long as it gives signs of life. */
@Repository
class ImportQueue {

    private final JdbcClient db;
    private final Duration lease;

    ImportQueue(JdbcClient db, ImportSettings settings) {
        this.db = db;
        this.lease = settings.lease();
    }

    /** Takes the oldest import that nobody works on. The database's clock decides, so that instances need not agree on theirs. */
    Optional<Claim> claim(UUID worker) {
        return db.sql("""
                        update imports
                        set state = 'running', worker = :worker, lease_until = now() + cast(:lease as interval),
                            started_at = coalesce(started_at, now()), attempts = attempts + 1
                        where id = (
                            select id from imports
                            where finished_at is null and state in ('waiting', 'running')
                              and (lease_until is null or lease_until < now())
                            order by submitted_at
                            limit 1
                            for update skip locked)
                        returning id, submitted_by, operator, fallback_author, next_file, attempts
                        """)
                .param("worker", worker)
                .param("lease", lease.toString())
                .query((row, i) -> new Claim(
                        row.getObject("id", UUID.class),
                        worker,
                        new ImportIntake.Submitter(
                                row.getString("submitted_by"),
                                row.getBoolean("operator"),
                                row.getString("fallback_author")),
                        row.getInt("next_file"),
                        row.getInt("attempts")))
                .optional();
    }

    /** The zip, from its pieces. */
    ReceivedZip zip(Claim claim) throws IOException {
        ReceivedZip zip = ReceivedZip.empty();
        int number = 0;
        for (byte[] chunk = chunk(claim, number); chunk != null; chunk = chunk(claim, ++number)) {
            zip.append(ByteBuffer.wrap(chunk));
            renew(claim);
        }
        return zip;
    }

    private byte @Nullable [] chunk(Claim claim, int number) {
        return db.sql("select bytes from import_chunks where import_id = :id and number = :number")
                .param("id", claim.id())
                .param("number", number)
                .query((row, i) -> row.getBytes("bytes"))
                .optional()
                .orElse(null);
    }

    private void renew(Claim claim) {
        db.sql("""
                        update imports set lease_until = now() + cast(:lease as interval)
                        where id = :id and worker = :worker and state = 'running'
                        """)
                .param("lease", lease.toString())
                .param("id", claim.id())
                .param("worker", claim.worker())
                .update();
    }

    /**
     * Locks the import for a batch, and renews the lease.
     *
     * @param next the first file of the batch
     * @return false when it was cancelled, or is another instance's by now
     */
    boolean lock(Claim claim, int next) {
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

    /** Counts a batch; in the transaction that locked the import and published it. */
    void advance(Claim claim, int next, Tally tally) {
        db.sql("""
                        update imports
                        set next_file = :next, published = published + :published,
                            already_there = already_there + :alreadyThere, failed = failed + :failed,
                            skipped = skipped + :skipped, attempts = 0
                        where id = :id
                        """)
                .param("next", next)
                .param("published", tally.published())
                .param("alreadyThere", tally.alreadyThere())
                .param("failed", tally.failures().size())
                .param("skipped", tally.skipped())
                .param("id", claim.id())
                .update();
        List<Tally.Failure> failures = tally.failures();
        if (!failures.isEmpty()) {
            db.sql("""
                            insert into import_failures (import_id, number, file, reason)
                            select :id, * from unnest(:numbers, :files, :reasons)
                            """)
                    .param("id", claim.id())
                    .param(
                            "numbers",
                            failures.stream().map(Tally.Failure::number).toArray(Integer[]::new))
                    .param("files", failures.stream().map(Tally.Failure::file).toArray(String[]::new))
                    .param(
                            "reasons",
                            failures.stream().map(Tally.Failure::reason).toArray(String[]::new))
                    .update();
        }
    }

    /** Every file has been dealt with. */
    void done(Claim claim) {
        finish(claim.id(), "done", null);
    }

    /** It cannot be gone on with. */
    void fail(Claim claim, String reason) {
        finish(claim.id(), "failed", reason);
    }

    /** Ends it where it is; a batch on its way is waited for. */
    void cancel(UUID id) {
        finish(id, "cancelled", null);
    }

    /** With the state its bytes go, in one statement; nothing happens to what is finished already. */
    private void finish(UUID id, String state, @Nullable String reason) {
        db.sql("""
                        with finished as (
                            update imports set state = :state, reason = :reason, finished_at = now(), lease_until = null
                            where id = :id and finished_at is null
                            returning id)
                        delete from import_chunks where import_id in (select id from finished)
                        """)
                .param("state", state)
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    /** Lets another instance go on at once. */
    void release(Claim claim) {
        db.sql("""
                        update imports set state = 'waiting', worker = null, lease_until = null, attempts = 0
                        where id = :id and worker = :worker and state = 'running'
                        """).param("id", claim.id()).param("worker", claim.worker()).update();
    }

    /** Forgets what was finished long ago, and what never came to its end. */
    void sweep(Duration keep) {
        db.sql("""
                        delete from imports
                        where finished_at < now() - cast(:keep as interval)
                           or (state = 'receiving' and submitted_at < now() - interval '1 hour')
                        """).param("keep", keep.toString()).update();
    }

    /** An import that is this worker's. */
    record Claim(UUID id, UUID worker, ImportIntake.Submitter submitter, int next, int attempts) {}
}
