package pressroom.blog.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks at the outbox from outside of the relay. */
@Repository
public class OutboxStatuses {

    private final JdbcClient db;
    private final Fences fences;
    private final SeenTopics topics;
    private final RelayState relay;
    private final Standings standings;

    OutboxStatuses(JdbcClient db, Fences fences, SeenTopics topics, RelayState relay, Standings standings) {
        this.standings = standings;
        this.fences = fences;
        this.topics = topics;
        this.db = db;
        this.relay = relay;
    }

    /** Asks the database, where rows behind the position are counted up to 100,000. */
    public OutboxStatus now() {
        return counted(100_000);
    }

    /** The same at less cost: more than one unsent event are told by the difference of ids, without a look at them. */
    public OutboxStatus estimated() {
        return counted(1);
    }

    private OutboxStatus counted(int most) {
        OutboxStatus status = counted(most, null);
        // The position of a suspended relay may be ahead of rows that were never sent.
        return status.suspension() == null
                ? status
                : counted(most, standings.read().resumesFrom());
    }

    /** @param resumesFrom counts if the relay is suspended; null stands for its position */
    private OutboxStatus counted(int most, @Nullable RelayPosition resumesFrom) {
        OutboxStatus.Fence fence = fences.oldest();
        TopicSeen topic = topics.newest().orElse(null);
        return db.sql("""
                        select case when count(behind.occurred_at) < :most then count(behind.occurred_at)
                                    else greatest(count(behind.occurred_at),
                                                  last_id.id - greatest(p.id, min(behind.id) - 1)) end as unsent,
                               p.suspended_since, p.suspended_reason,
                               (select count(*) from (
                                    select from outbox o where o.xid >= pg_snapshot_xmax(pg_current_snapshot())
                                    order by o.xid, o.id limit 1000) other_cluster) as ahead,
                               extract(epoch from now() - min(occurred_at)) as oldest_seconds,
                               (select count(*) from outbox_refused) as refused
                        from (select suspended_since, suspended_reason,
                                     case when suspended_since is null then xid
                                          else coalesce(cast(:fromXid as xid8), xid) end as xid,
                                     case when suspended_since is null then id
                                          else coalesce(cast(:fromId as bigint), id) end as id
                              from relay_position) p
                        left join lateral (
                            select o.occurred_at, o.id from outbox o
                            where (o.xid, o.id) > (p.xid, p.id)
                            order by o.xid, o.id
                            limit :most) behind on true
                        cross join lateral (
                            select coalesce(pg_sequence_last_value(pg_get_serial_sequence('outbox', 'id')::regclass), 0))
                            last_id (id)
                        group by p.id, p.suspended_since, p.suspended_reason, last_id.id
                        """)
                .param("fromXid", resumesFrom == null ? null : resumesFrom.xid())
                .param("fromId", resumesFrom == null ? null : resumesFrom.id())
                .param("most", most)
                .query((row, i) -> {
                    double seconds = row.getDouble("oldest_seconds");
                    boolean isEmpty = row.wasNull();
                    return new OutboxStatus(
                            relay.role(),
                            relay.failure(),
                            suspension(row),
                            topic,
                            row.getLong("unsent"),
                            row.getLong("ahead"),
                            isEmpty ? null : Duration.ofMillis((long) (seconds * 1000)),
                            row.getLong("refused"),
                            fence);
                })
                .single();
    }

    private static @Nullable Suspension suspension(ResultSet row) throws SQLException {
        String reason = row.getString("suspended_reason");
        return reason == null
                ? null
                : new Suspension(
                        row.getObject("suspended_since", OffsetDateTime.class).toInstant(), reason);
    }
}
