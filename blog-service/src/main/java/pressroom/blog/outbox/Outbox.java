package pressroom.blog.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pressroom.blog.database.Sessions;

/** The outbox as the relay sees it. All methods but {@link #hasWork} belong into the relay's transaction. */
@Repository
class Outbox {

    /** Any number will do that nothing else in this database locks: the bytes of "relay". */
    static final long RELAY_LOCK = 0x72656c6179L;

    private final JdbcClient db;
    private final JdbcOperations jdbc;

    private final Sessions sessions;
    private final RelayMemory memory;

    Outbox(JdbcClient db, JdbcOperations jdbc, Sessions sessions, RelayMemory memory) {
        this.sessions = sessions;
        this.db = db;
        this.jdbc = jdbc;
        this.memory = memory;
    }

    /**
     * Whether there may be something to do for the active relay: rows behind the position, or a position that must
     * be checked: a connection without a check may be one to a database that was restored. One statement without a
     * transaction, for the ten looks a second that find nothing.
     */
    boolean hasWork() {
        RelayPosition known = memory.position();
        if (known == null || memory.ground() == null) {
            // A first check does not wait for a first event.
            return true;
        }
        // Ordered, so that the index answers. For "exists" the planner, which takes a third of all rows to lie behind
        // the position, reads the table from its beginning until it meets one; and those that do lie at its end.
        return db.sql("""
                        select p.suspended_since is not null
                               or coalesce(current_setting(:mark, true), '') <> 'yes'
                               or p.xid >= pg_snapshot_xmax(pg_current_snapshot())
                               or (coalesce(p.leader = :me, false)
                                   and (p.xid, p.id) <> (cast(:knownXid as xid8), :knownId))
                               or (select o.id from outbox o
                                   where (o.xid, o.id) > (p.xid, p.id)
                                     and o.xid < pg_snapshot_xmin(pg_current_snapshot())
                                   order by o.xid, o.id
                                   limit 1) is not null
                        from relay_position p
                        """)
                .param("me", memory.instance())
                .param("mark", memory.mark())
                .param("knownXid", known.xid())
                .param("knownId", known.id())
                .query(Boolean.class)
                .single();
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
     * @throws org.springframework.dao.DataAccessException when the server takes no writes: then nothing may be sent
     * either
     */
    Optional<RelayPosition> becomeActive() {
        // Two statements in one round trip. They cannot be one: what it reads might be older than its lock.
        return jdbc.execute("""
                        select pg_try_advisory_xact_lock(?),
                               set_config('synchronous_commit', 'off', true),
                               set_config('plan_cache_mode', 'force_generic_plan', true),
                               set_config('enable_seqscan', 'off', true),
                               set_config('enable_bitmapscan', 'off', true);
                        select p.xid::text, p.id, p.leader, current_setting(?, true),
                               p.suspended_since is not null,
                               pg_is_in_recovery() or current_setting('transaction_read_only') = 'on',
                               p.xid >= pg_snapshot_xmax(pg_current_snapshot())
                        from relay_position p
                        """, (PreparedStatement both) -> {
            both.setLong(1, RELAY_LOCK);
            both.setString(2, memory.mark());
            both.execute();
            ResultSet locked = both.getResultSet();
            locked.next();
            if (!locked.getBoolean(1)) {
                return Optional.empty();
            }
            both.getMoreResults();
            ResultSet row = both.getResultSet();
            row.next();
            if (row.getBoolean(6)) {
                // A demoted server: new sessions may reach the one that took its place.
                sessions.discard();
                throw new DataAccessResourceFailureException("the server takes no writes, so nothing is sent");
            }
            return Optional.of(position(row));
        });
    }

    private RelayPosition position(ResultSet row) throws SQLException {
        RelayPosition position = new RelayPosition(row.getString(1), row.getLong(2));
        String me = memory.instance().toString();
        boolean isAhead = row.getBoolean(7);
        memory.read(
                position, me.equals(row.getString(3)) && "yes".equals(row.getString(4)) && !isAhead, row.getBoolean(5));
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
                        select row_xid, id, event_id, ce_type, blog_id, author_id, occurred_at, traceparent,
                               idempotency_hash, request_hash, payload
                        from (select o.xid::text as row_xid, o.id, event_id, ce_type, blog_id, author_id, occurred_at,
                                     traceparent, idempotency_hash, request_hash, payload,
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
        return OutboxRow.of(new RelayPosition(row.getString("row_xid"), row.getLong("id")), row);
    }

    /** Moves the position and keeps where each event went, unless another relay has moved it meanwhile. */
    void advance(RelayPosition from, RelayPosition to, List<Relayed> relayed) {
        RelayMemory.Ground ground = memory.groundBehind(relayed);
        int moved = db.sql("""
                        with moved as (
                            update relay_position
                            set xid = cast(:toXid as xid8), id = :toId, leader = :me,
                                system_identifier = coalesce(cast(:systemIdentifier as bigint), system_identifier),
                                timeline = coalesce(cast(:timeline as integer), timeline),
                                cluster_id = coalesce(cast(:clusterId as text), cluster_id),
                                topic_id = coalesce(cast(:topicId as text), topic_id),
                                topic_ends = coalesce(cast(:topicEnds as bigint[]), topic_ends)
                            where xid = cast(:fromXid as xid8) and id = :fromId
                            returning 1
                        ), kept as (
                            insert into relay_rounds (last_xid, last_id, highest_id,
                                                      outbox_ids, topic_partitions, topic_offsets)
                            select cast(:toXid as xid8), :toId, coalesce((select max(id) from unnest(:ids) id), :toId),
                                   :ids, :partitions, :offsets
                            from moved
                        )
                        select count(*) from moved
                        """)
                .param("toXid", to.xid())
                .param("toId", to.id())
                .param("fromXid", from.xid())
                .param("fromId", from.id())
                .param("me", memory.instance())
                .param("systemIdentifier", ground == null ? null : ground.systemIdentifier())
                .param("timeline", ground == null ? null : ground.timeline())
                .param("clusterId", ground == null ? null : ground.clusterId())
                .param("topicId", ground == null ? null : ground.topicId())
                .param("topicEnds", ground == null ? null : ground.topicEnds().toArray(Long[]::new))
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
        memory.moved(to, ground);
    }

    /** Keeps which events Kafka refused for good. */
    void setAside(List<Refused> refused) {
        for (Refused each : refused) {
            db.sql("""
                            insert into outbox_refused (outbox_id, event_id, blog_id, reason)
                            values (:id, :eventId, :blogId, :reason)
                            on conflict (outbox_id, event_id) do nothing
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
