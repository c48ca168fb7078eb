package pressroom.blog.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The outbox as the relay sees it. All methods but {@link #hasWork} belong into the relay's transaction. */
@Repository
class Outbox {

    /** Any number will do that nothing else in this database locks: the bytes of "relay". */
    private static final long RELAY_LOCK = 0x72656c6179L;

    private final JdbcClient db;
    private final JdbcOperations jdbc;

    Outbox(JdbcClient db, JdbcOperations jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /**
     * Whether there may be something to do for the active relay: rows behind the position, or a position that is not to be
     * trusted. One statement without a transaction, for the ten looks a second that find nothing.
     */
    boolean hasWork() {
        // Ordered, so that the index answers. For "exists" the planner, which takes a third of all rows to lie behind
        // the position, reads the table from its beginning until it meets one; and those that do lie at its end.
        return db.sql("""
                        select p.xid >= pg_snapshot_xmax(pg_current_snapshot())
                               or (select o.id from outbox o
                                   where (o.xid, o.id) > (p.xid, p.id)
                                     and o.xid < pg_snapshot_xmin(pg_current_snapshot())
                                   order by o.xid, o.id
                                   limit 1) is not null
                        from relay_position p
                        """).query(Boolean.class).single();
    }

    /**
     * Makes this transaction's owner the one active relay until the transaction ends.
     *
     * <p>Its commit will not wait for the disk. What a crash of PostgreSQL takes back is a move of the position together with
     * where the events went, so that they are sent again; all that is read here has long been on the disk.
     *
     * <p>Its statements are planned once for each connection. PostgreSQL would plan them anew in each round, which takes longer
     * than they do: it holds the general plan for a worse one, since it does not know how few rows lie behind the position. The
     * outbox is read by its index whatever the planner thought of a table that was still empty.
     *
     * @return the position from which to go on; none when another one is active
     * @throws PositionFromAnotherDatabase when it lies ahead of all transactions of this database
     */
    Optional<RelayPosition> becomeActive() {
        // Two statements in one round trip. They cannot be one: what it reads might be older than its lock.
        return jdbc.execute("""
                        select pg_try_advisory_xact_lock(?),
                               set_config('synchronous_commit', 'off', true),
                               set_config('plan_cache_mode', 'force_generic_plan', true),
                               set_config('enable_seqscan', 'off', true),
                               set_config('enable_bitmapscan', 'off', true);
                        select p.xid::text, p.id, p.xid >= pg_snapshot_xmax(pg_current_snapshot())
                        from relay_position p
                        """, (PreparedStatement both) -> {
            both.setLong(1, RELAY_LOCK);
            both.execute();
            ResultSet locked = both.getResultSet();
            locked.next();
            if (!locked.getBoolean(1)) {
                return Optional.empty();
            }
            both.getMoreResults();
            return Optional.of(position(both.getResultSet()));
        });
    }

    private static RelayPosition position(ResultSet row) throws SQLException {
        row.next();
        RelayPosition position = new RelayPosition(row.getString(1), row.getLong(2));
        boolean ahead = row.getBoolean(3);
        if (ahead) {
            throw new PositionFromAnotherDatabase(position);
        }
        return position;
    }

    /**
     * The next rows behind a position, in the order in which they may be sent.
     *
     * <p>Only transactions below the oldest one still running are read. Every row of such a transaction is visible by now or
     * never will be, so nothing can appear later behind the position, however long a commit takes.
     *
     * @param mostBytes of all payloads but the last one
     */
    List<OutboxRow> after(RelayPosition position, int mostRows, long mostBytes) {
        // The alias matters: "order by xid" would sort by an output column named xid, which is text.
        return db.sql("""
                        select row_xid, id, event_id, ce_type, blog_id, author_id, occurred_at, traceparent, payload
                        from (select o.xid::text as row_xid, o.id, event_id, ce_type, blog_id, author_id, occurred_at,
                                     traceparent, payload,
                                     sum(octet_length(payload)) over (order by o.xid, o.id) - octet_length(payload)
                                         as bytes_before
                              from outbox o
                              where (o.xid, o.id) > (cast(:xid as xid8), :id)
                                and o.xid < pg_snapshot_xmin(pg_current_snapshot())
                              order by o.xid, o.id
                              limit :rows) next_rows
                        where bytes_before < :bytes
                        """)
                .param("xid", position.xid())
                .param("id", position.id())
                .param("rows", mostRows)
                .param("bytes", mostBytes)
                .query((row, i) -> row(row))
                .list();
    }

    private static OutboxRow row(ResultSet row) throws SQLException {
        return new OutboxRow(
                new RelayPosition(row.getString("row_xid"), row.getLong("id")),
                row.getObject("event_id", UUID.class),
                row.getString("ce_type"),
                row.getObject("blog_id", UUID.class),
                row.getString("author_id"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("traceparent"),
                row.getBytes("payload"));
    }

    /** Moves the position and keeps where each event went, unless another relay has moved it meanwhile. */
    void advance(RelayPosition from, RelayPosition to, List<Relayed> relayed) {
        int moved = db.sql("""
                        with moved as (
                            update relay_position set xid = cast(:toXid as xid8), id = :toId
                            where xid = cast(:fromXid as xid8) and id = :fromId
                            returning 1
                        ), kept as (
                            insert into relay_rounds (last_xid, last_id, highest_id,
                                                      outbox_ids, topic_partitions, topic_offsets)
                            select cast(:toXid as xid8), :toId, (select max(id) from unnest(:ids) id),
                                   :ids, :partitions, :offsets
                            where cardinality(:ids) > 0
                        )
                        select count(*) from moved
                        """)
                .param("toXid", to.xid())
                .param("toId", to.id())
                .param("fromXid", from.xid())
                .param("fromId", from.id())
                .param("ids", relayed.stream().mapToLong(Relayed::outboxId).toArray())
                .param(
                        "partitions",
                        relayed.stream().mapToInt(Relayed::partition).toArray())
                .param("offsets", relayed.stream().mapToLong(Relayed::offset).toArray())
                .query(Integer.class)
                .single();
        if (moved != 1) {
            throw new IllegalStateException(
                    "another relay has moved the position from %s; what was sent here is sent twice, nothing is skipped"
                            .formatted(from));
        }
    }

    /** Keeps which events Kafka refused for good. */
    void setAside(List<Refused> refused) {
        for (Refused each : refused) {
            db.sql("""
                            insert into outbox_refused (outbox_id, event_id, blog_id, reason)
                            values (:id, :eventId, :blogId, :reason)
                            """)
                    .param("id", each.outboxId())
                    .param("eventId", each.eventId())
                    .param("blogId", each.blogId())
                    .param("reason", each.reason())
                    .update();
        }
    }

    /** Where an event went. */
    record Relayed(long outboxId, int partition, long offset) {}

    /** An event that Kafka refuses for what it is. */
    record Refused(long outboxId, UUID eventId, UUID blogId, String reason) {}
}
