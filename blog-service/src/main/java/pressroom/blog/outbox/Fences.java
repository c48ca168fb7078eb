package pressroom.blog.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the transaction that the relay waits for: the one whose id is the snapshot's xmin. Snapshots know all
 * databases of the cluster, and so does this. Replication slots do not enter a snapshot's xmin.
 */
@Repository
class Fences {

    private record Seen(String xid, long atNanos) {}

    private final JdbcClient db;
    private @Nullable Seen seen;

    Fences(JdbcClient db) {
        this.db = db;
    }

    /** The oldest write transaction that is open; null if none is. */
    OutboxStatus.@Nullable Fence oldest() {
        // The newest transaction of all is at xmax, not below it; nothing waits for it yet.
        // xact_start is null for sessions of other roles. An event that was written after the fence then tells a part
        // of its age.
        OutboxStatus.Fence fence =
                db.sql("""
                        select pg_snapshot_xmin(s)::text as fence_xid,
                               a.pid, a.application_name, a.datname, a.usename, a.state, p.gid, p.database, p.owner,
                               greatest(extract(epoch from clock_timestamp() - coalesce(a.xact_start, p.prepared)),
                                        (select extract(epoch from clock_timestamp() - o.occurred_at)
                                         from outbox o
                                         where o.xid > pg_snapshot_xmin(s) and o.xid < pg_snapshot_xmax(s)
                                         order by o.xid, o.id
                                         limit 1),
                                        0) as seconds
                        from pg_current_snapshot() s
                        left join pg_stat_activity a on a.backend_xid = pg_snapshot_xmin(s)::xid
                        left join pg_prepared_xacts p on p.transaction = pg_snapshot_xmin(s)::xid
                        where pg_snapshot_xmin(s) < pg_snapshot_xmax(s) or a.pid is not null or p.gid is not null
                        limit 1
                        """).query((row, i) -> fence(row)).optional().orElse(null);
        return withTimeSeen(fence);
    }

    /** It is at least as old as this process has known it. */
    private synchronized OutboxStatus.@Nullable Fence withTimeSeen(OutboxStatus.@Nullable Fence fence) {
        if (fence == null) {
            seen = null;
            return null;
        }
        if (seen == null || !seen.xid().equals(fence.xid())) {
            seen = new Seen(fence.xid(), System.nanoTime());
        }
        Duration known = Duration.ofNanos(System.nanoTime() - seen.atNanos());
        return fence.age().compareTo(known) >= 0 ? fence : new OutboxStatus.Fence(fence.xid(), known, fence.holder());
    }

    private static OutboxStatus.Fence fence(ResultSet row) throws SQLException {
        return new OutboxStatus.Fence(
                row.getString("fence_xid"), Duration.ofMillis((long) (row.getDouble("seconds") * 1000)), holder(row));
    }

    private static String holder(ResultSet row) throws SQLException {
        int pid = row.getInt("pid");
        if (!row.wasNull()) {
            String state = row.getString("state");
            return "pid %d, %s, role %s, database %s, %s"
                    .formatted(
                            pid,
                            row.getString("application_name"),
                            row.getString("usename"),
                            row.getString("datname"),
                            state == null ? "state hidden from this role" : state);
        }
        if (row.getString("gid") != null) {
            return "prepared transaction %s, role %s, database %s"
                    .formatted(row.getString("gid"), row.getString("owner"), row.getString("database"));
        }
        return "neither a session nor a prepared transaction: it has just ended";
    }
}
