package pressroom.blog.outbox;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The relay's position with what it is true of. What writes belongs into the transaction of the active relay. */
@Repository
class Standings {

    private final JdbcClient db;
    private final RelayMemory memory;

    Standings(JdbcClient db, RelayMemory memory) {
        this.db = db;
        this.memory = memory;
    }

    /** Waits for the end of the active relay's round, and holds up further ones until the transaction ends. */
    void lock() {
        db.sql("select pg_advisory_xact_lock(:lock)::text")
                .param("lock", Outbox.RELAY_LOCK)
                .query(String.class)
                .single();
    }

    Standing read() {
        // The control file names a promoted server's timeline only after its next checkpoint; the name of a WAL file
        // does at once.
        return db.sql("""
                        select p.xid::text as position_xid, p.id as position_id, p.system_identifier as stored,
                               p.cluster_id, p.topic_id, p.topic_ends,
                               p.xid >= pg_snapshot_xmax(pg_current_snapshot()) as is_ahead,
                               coalesce(last_round.last_xid >= pg_snapshot_xmax(pg_current_snapshot()), false)
                                   as is_log_ahead,
                               p.suspended_since is not null as is_suspended,
                               control.system_identifier,
                               case when pg_is_in_recovery() then 0
                                    else ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int
                                    end as timeline,
                               last_round.round_xid, last_round.last_id as round_id,
                               case when last_round.last_id is null then p.id = 0
                                    else (last_round.last_xid, last_round.last_id) = (p.xid, p.id) end
                                   or exists (select from relayed where outbox_id = p.id) as is_logged
                        from relay_position p
                        cross join pg_control_system() control
                        left join lateral (
                            select r.last_xid, r.last_xid::text as round_xid, r.last_id
                            from relay_rounds r order by r.last_xid desc, r.last_id desc limit 1) last_round
                            on true
                        """).query((row, i) -> standing(row)).single();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        long stored = row.getLong("stored");
        boolean isFirst = row.wasNull();
        String roundXid = row.getString("round_xid");
        return new Standing(
                new RelayPosition(row.getString("position_xid"), row.getLong("position_id")),
                isFirst ? null : stored,
                row.getLong("system_identifier"),
                row.getInt("timeline"),
                roundXid == null ? null : new RelayPosition(roundXid, row.getLong("round_id")),
                row.getBoolean("is_logged"),
                row.getBoolean("is_ahead"),
                row.getBoolean("is_log_ahead"),
                row.getBoolean("is_suspended"),
                row.getString("cluster_id"),
                row.getString("topic_id"),
                ends(row.getArray("topic_ends")));
    }

    static List<Long> ends(@Nullable Array ends) throws SQLException {
        return ends == null ? List.of() : List.of((Long[]) ends.getArray());
    }

    /** Rounds on this connection need no check, until another process moves the position. */
    void trustConnection() {
        db.sql("select set_config(:mark, 'yes', false)")
                .param("mark", memory.mark())
                .query(String.class)
                .single();
    }

    /** From now on no process sends, until an operator says otherwise. */
    void suspend(String reason) {
        db.sql("""
                        update relay_position set suspended_since = clock_timestamp(), suspended_reason = :reason
                        where suspended_since is null
                        """).param("reason", reason).update();
    }
}
