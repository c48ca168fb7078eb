package pressroom.blog.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks at the outbox from outside of the relay. */
@Repository
public class OutboxStatuses {

    private final JdbcClient db;
    private final RelayState relay;

    OutboxStatuses(JdbcClient db, RelayState relay) {
        this.db = db;
        this.relay = relay;
    }

    /** Asks the database, where rows behind the position are counted up to 100,000. */
    public OutboxStatus now() {
        OutboxStatus.Fence fence = fence();
        return db.sql("""
                        select count(*) as unsent,
                               extract(epoch from now() - min(occurred_at)) as oldest_seconds,
                               (select count(*) from outbox_refused) as refused
                        from relay_position p
                        cross join lateral (
                            select o.occurred_at from outbox o
                            where (o.xid, o.id) > (p.xid, p.id)
                            order by o.xid, o.id
                            limit 100000) behind
                        """)
                .query((row, i) -> {
                    double seconds = row.getDouble("oldest_seconds");
                    return new OutboxStatus(
                            relay.role(),
                            relay.failure(),
                            row.getLong("unsent"),
                            row.wasNull() ? null : Duration.ofMillis((long) (seconds * 1000)),
                            row.getLong("refused"),
                            fence);
                })
                .single();
    }

    private OutboxStatus.@Nullable Fence fence() {
        return db.sql("""
                        select backend_xid::text as fence_xid, pid, application_name, state,
                               extract(epoch from clock_timestamp() - xact_start) as seconds
                        from pg_stat_activity
                        where backend_xid is not null and pid <> pg_backend_pid()
                        order by xact_start
                        limit 1
                        """)
                .query((row, i) -> new OutboxStatus.Fence(
                        row.getString("fence_xid"),
                        Duration.ofMillis((long) (row.getDouble("seconds") * 1000)),
                        "pid %d, %s, %s"
                                .formatted(
                                        row.getInt("pid"), row.getString("application_name"), row.getString("state"))))
                .optional()
                .orElse(null);
    }
}
