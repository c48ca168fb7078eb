package pressroom.blog.imports;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Imports as workers see them: one worker at a time has one, for as long as it renews its lease. Authors take turns. */
@Repository
class ImportQueue {

    private final JdbcClient db;
    private final Duration lease;
    private final int batch;

    ImportQueue(JdbcClient db, ImportSettings settings) {
        this.db = db;
        this.lease = settings.lease();
        this.batch = settings.batchPosts();
    }

    /**
     * Takes an import that no worker has: the oldest one of the author whose last turn is the longest ago. The attempt is
     * committed before anything of the import is read. The database's clock decides, so that instances need not agree on theirs.
     */
    Optional<Claim> claim(UUID worker) {
        return db.sql("""
                        with next as (
                            select i.id from imports i left join import_turns t on t.author = i.submitted_by
                            where i.finished_at is null and i.state in ('waiting', 'running')
                              and (i.lease_until is null or i.lease_until < now())
                            order by t.at nulls first, i.submitted_at
                            limit 1
                            for update of i skip locked),
                        claimed as (
                            update imports i
                            set state = 'running', worker = :worker, lease_until = now() + cast(:lease as interval),
                                started_at = coalesce(started_at, now()), attempts = attempts + 1,
                                alone_until = case when attempts = 0 then alone_until
                                              else greatest(alone_until, next_file + :batch) end
                            from next where i.id = next.id
                            returning i.*),
                        turn as (
                            insert into import_turns (author, at) select submitted_by, clock_timestamp() from claimed
                            on conflict (author) do update set at = excluded.at)
                        select id, submitted_by, operator, fallback_author, next_file, attempts, alone_until, ended_files,
                               coalesce(alone_file = next_file, false) as ended_alone
                        from claimed
                        """)
                .param("worker", worker)
                .param("lease", lease.toString())
                .param("batch", batch)
                .query((row, i) -> new Claim(
                        row.getObject("id", UUID.class),
                        worker,
                        new ImportIntake.Submitter(
                                row.getString("submitted_by"),
                                row.getBoolean("operator"),
                                row.getString("fallback_author")),
                        row.getInt("next_file"),
                        new Attempts(
                                row.getInt("attempts"),
                                row.getInt("alone_until"),
                                row.getBoolean("ended_alone"),
                                row.getInt("ended_files"))))
                .optional();
    }

    /** Whether an import of another author than this one's waits for a worker. */
    boolean hasOthersThan(Claim claim) {
        return db.sql("""
                        select exists(
                            select from imports
                            where finished_at is null and state in ('waiting', 'running')
                              and (lease_until is null or lease_until < now()) and submitted_by <> :author)
                        """)
                .param("author", claim.submitter().author())
                .query(Boolean.class)
                .single();
    }

    /** A piece of the zip, in a transaction of its own, which renews the lease; null behind the last one. */
    byte @Nullable [] chunk(Claim claim, int number) {
        db.sql("""
                        update imports set lease_until = now() + cast(:lease as interval)
                        where id = :id and worker = :worker and state = 'running'
                        """)
                .param("lease", lease.toString())
                .param("id", claim.id())
                .param("worker", claim.worker())
                .update();
        return db.sql("select bytes from import_chunks where import_id = :id and number = :number")
                .param("id", claim.id())
                .param("number", number)
                .query((row, i) -> row.getBytes("bytes"))
                .optional()
                .orElse(null);
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

    /** Lets another worker, or this one after others' turns, go on at once: this attempt has not ended its worker. */
    void release(Claim claim) {
        db.sql("""
                        update imports
                        set state = 'waiting', worker = null, lease_until = null,
                            attempts = greatest(attempts - 1, 0), alone_file = null
                        where id = :id and worker = :worker and state = 'running'
                        """).param("id", claim.id()).param("worker", claim.worker()).update();
    }

    /** Forgets what was finished long ago, and what never came to its end. */
    void sweep(Duration keep) {
        db.sql("""
                        with forgotten as (delete from import_turns where at < now() - interval '1 hour')
                        delete from imports
                        where finished_at < now() - cast(:keep as interval)
                           or (state = 'receiving' and submitted_at < now() - interval '1 hour')
                        """).param("keep", keep.toString()).update();
    }

    /** An import that is this worker's. */
    record Claim(UUID id, UUID worker, ImportIntake.Submitter submitter, int next, Attempts attempts) {}
}
