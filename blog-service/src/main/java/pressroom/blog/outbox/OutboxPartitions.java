package pressroom.blog.outbox;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the outbox's partitions before they are needed, and drops those that are sent and old: dropping a table costs nothing
 * per row and leaves no dead tuples behind.
 */
@Component
class OutboxPartitions {

    private static final Logger log = LoggerFactory.getLogger(OutboxPartitions.class);
    private static final long LOCK = 0x7061727473L;
    private static final int AHEAD = 3;
    /** What has a partition for each of the outbox's. In "relayed" the version before this one keeps where its events went. */
    private static final List<String> TABLES = List.of("outbox", "relay_rounds", "relayed");

    private static final Pattern NAME = Pattern.compile("(?:outbox|relay_rounds|relayed)_(\\d+)_(\\d+)");

    private final JdbcClient db;
    private final RelaySettings settings;
    private final TransactionOperations transaction;

    OutboxPartitions(JdbcClient db, RelaySettings settings, TransactionOperations transaction) {
        this.db = db;
        this.settings = settings;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "${pressroom.relay.partition-check:5s}")
    void maintain() {
        try {
            makeAhead();
            dropOldest();
        } catch (RuntimeException e) {
            log.warn("The outbox's partitions could not be looked after, next try soon: {}", e.toString());
        }
    }

    /** Attaching, unlike creating in place, lets inserts go on meanwhile, also behind a transaction that stays open. */
    void makeAhead() {
        transaction.executeWithoutResult(status -> {
            if (!lock()) {
                return;
            }
            List<Range> known =
                    TABLES.stream().flatMap(table -> ranges(table).stream()).toList();
            long wanted = lastId() + AHEAD * settings.partitionRows();
            for (long id = lastId() + 1; id < wanted; ) {
                Range range = rangeOf(id, known);
                TABLES.forEach(table -> makeIfMissing(table, range));
                id = range.to();
            }
        });
    }

    /** Whether the next event has a place to go. */
    boolean isNextPlaceThere() {
        long next = lastId() + 1;
        return TABLES.stream().allMatch(table -> ranges(table).stream().anyMatch(range -> range.contains(next)));
    }

    /**
     * The range of a table that has one for this id, or one between its neighbours: a partition may have been
     * dropped by hand.
     */
    private Range rangeOf(long id, List<Range> known) {
        Optional<Range> there =
                known.stream().filter(range -> range.contains(id)).findFirst();
        if (there.isPresent()) {
            return there.get();
        }
        long before =
                known.stream().mapToLong(Range::to).filter(to -> to <= id).max().orElse(0);
        long behind = known.stream()
                .mapToLong(Range::from)
                .filter(from -> from > id)
                .min()
                .orElse(Long.MAX_VALUE);
        long from = Math.max(before, id - id % settings.partitionRows());
        return new Range(from, Math.min(from + settings.partitionRows(), behind));
    }

    private void makeIfMissing(String table, Range range) {
        if (!ranges(table).contains(range)) {
            attach(table, range);
        }
    }

    /**
     * Drops the oldest partition if all of it is sent and it is no longer kept. The lock, waited for no longer than a moment,
     * sees to it that no row of an open transaction is in it.
     */
    void dropOldest() {
        transaction.executeWithoutResult(status -> {
            List<Range> ranges = ranges("outbox");
            if (ranges.isEmpty() || ranges.get(0).to() > lastId() - settings.keepRows() || !lock()) {
                return;
            }
            db.sql("set local lock_timeout = '100ms'").update();
            db.sql("lock table %s in access exclusive mode".formatted(String.join(", ", TABLES)))
                    .update();
            Range oldest = ranges.get(0);
            if (allSent(oldest)) {
                TABLES.forEach(
                        table -> db.sql("drop table " + oldest.table(table)).update());
                log.info("Dropped the outbox's rows {} to {}: sent and no longer kept", oldest.from(), oldest.to() - 1);
            }
        });
    }

    private boolean lock() {
        return db.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
    }

    private void attach(String table, Range range) {
        String name = range.table(table);
        db.sql("""
                        create table %s (like %s including defaults including indexes including storage)
                        with (autovacuum_vacuum_insert_threshold = -1)
                        """.formatted(name, table)).update();
        db.sql("alter table %s attach partition %s for values from (%d) to (%d)"
                        .formatted(table, name, range.from(), range.to()))
                .update();
    }

    /**
     * Asks for the last row only: nobody can publish meanwhile. The last round is kept, since the position is
     * compared with it.
     */
    private boolean allSent(Range range) {
        return db.sql("""
                        select coalesce(
                            (select (o.xid, o.id) <= (p.xid, p.id) from %s o order by o.xid desc, o.id desc limit 1),
                            true)
                           and p.suspended_since is null
                           and not exists (select from %s r where (r.last_xid, r.last_id) = (p.xid, p.id))
                        from relay_position p
                        """.formatted(range.table("outbox"), range.table("relay_rounds")))
                .query(Boolean.class)
                .single();
    }

    private long lastId() {
        return db.sql("select coalesce(pg_sequence_last_value(pg_get_serial_sequence('outbox', 'id')::regclass), 0)")
                .query(Long.class)
                .single();
    }

    private List<Range> ranges(String table) {
        return db
                .sql("select inhrelid::regclass::text from pg_inherits where inhparent = cast(:table as regclass)")
                .param("table", table)
                .query(String.class)
                .list()
                .stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .map(name -> new Range(Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
                .sorted(Comparator.comparingLong(Range::from))
                .toList();
    }

    /** Ids from (inclusive) to (exclusive). */
    private record Range(long from, long to) {

        boolean contains(long id) {
            return from <= id && id < to;
        }

        String table(String parent) {
            return parent + "_" + from + "_" + to;
        }
    }
}
