package pressroom.blog.blogs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.blog.outbox.OutboxStatuses;
import pressroom.blog.outbox.RelaySignal;
import pressroom.database.Snapshot;

/**
 * Sends the newest version of blogs again, with its version and its event id, through the outbox: a consumer that
 * has it ignores it, whether it remembers versions or event ids. A blog's row is locked until its event is in the
 * outbox, so that no change comes between.
 */
@Component
class RepublishBlogs {

    private static final Logger audit = LoggerFactory.getLogger("pressroom.audit");
    private static final Logger log = LoggerFactory.getLogger(RepublishBlogs.class);
    private static final UUID FIRST = new UUID(0, 0);

    /** Their rows are locked, and their texts held in memory, at once. */
    private static final int PAGE = 100;

    private static final long MOST_BYTES = 4 << 20;

    private final JdbcClient db;
    private final RepublishedRows rows;
    private final RelaySignal relay;
    private final OutboxStatuses outbox;
    private final TransactionOperations transaction;
    private final Snapshot snapshot;

    RepublishBlogs(
            JdbcClient db,
            RepublishedRows rows,
            RelaySignal relay,
            OutboxStatuses outbox,
            TransactionOperations transaction,
            Snapshot snapshot) {
        this.db = db;
        this.rows = rows;
        this.relay = relay;
        this.outbox = outbox;
        this.transaction = transaction;
        this.snapshot = snapshot;
    }

    private record Selected(UUID id, long bytes) {}

    /**
     * Does it, or tells which blogs it would be done to.
     *
     * @param operator the token's subject, for the log
     */
    RepublishReport republish(RepublishRequest request, String operator) {
        List<Selected> found = select(request);
        List<UUID> selected = found.stream().map(Selected::id).toList();
        if (!request.isDryRun()) {
            pages(found).forEach(this::send);
            audit.info(
                    "operator={} call=republish reason=\"{}\" blogs={} first={}",
                    operator,
                    request.line(),
                    selected.size(),
                    selected.isEmpty() ? "none" : selected.get(0));
            relay.committed();
        }
        UUID next = selected.size() < request.most() ? null : selected.get(selected.size() - 1);
        return new RepublishReport(request.isDryRun(), selected, next, outbox.estimated());
    }

    private List<Selected> select(RepublishRequest request) {
        List<UUID> ids = request.blogIds();
        return db.sql("""
                        select id, octet_length(title) + octet_length(body) as bytes from blogs
                        where id > :after
                          and (cast(:ids as uuid[]) is null or id = any(cast(:ids as uuid[])))
                          and (cast(:author as text) is null or author_id = :author)
                          and (cast(:since as timestamptz) is null or updated_at >= :since)
                        order by id
                        limit :limit
                        """)
                .param("after", Objects.requireNonNullElse(request.after(), FIRST))
                .param("ids", ids == null ? null : ids.toArray(UUID[]::new))
                .param("author", request.author())
                .param("since", request.changedSince() == null ? null : Blogs.at(request.changedSince()))
                .param("limit", request.most())
                .query(Selected.class)
                .list();
    }

    private static List<List<UUID>> pages(List<Selected> selected) {
        List<List<UUID>> pages = new ArrayList<>();
        long bytes = 0;
        for (Selected each : selected) {
            List<UUID> last = pages.isEmpty() ? List.of() : pages.get(pages.size() - 1);
            if (pages.isEmpty() || last.size() == PAGE || bytes + each.bytes() > MOST_BYTES) {
                last = new ArrayList<>();
                pages.add(last);
                bytes = 0;
            }
            last.add(each.id());
            bytes += each.bytes();
        }
        return pages;
    }

    /**
     * Sends a page in one transaction, which waits for no lock, so that it is part of no deadlock.
     *
     * <p>A transaction has its id from its first lock on, and the relay sends in the order of ids. Were it to take a
     * row that two later transactions have changed meanwhile, the older change, with its later id, would be sent behind
     * the newest version. So it sees the rows as they were before it had an id, and fails if one of them has changed
     * since. Rows that are locked or have changed are sent one by one: a transaction of one row gets its id with the
     * lock.
     */
    private void send(List<UUID> page) {
        List<UUID> left = new ArrayList<>(page);
        try {
            left.removeAll(snapshot.change(() -> {
                List<UUID> free = rows.lockFree(page);
                rows.send(free);
                return free;
            }));
        } catch (ConcurrencyFailureException changed) {
            log.debug("A blog has changed while it was being republished: {}", changed.getMessage());
        }
        left.forEach(id -> transaction.executeWithoutResult(open -> {
            rows.lock(id);
            rows.send(List.of(id));
        }));
    }
}
