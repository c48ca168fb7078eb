package pressroom.blog.pressure;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at the outbox's backlog twice a second, so that no request has to. Whatever process relays, its position in the
 * database tells how fast.
 */
@Component
class BacklogWatch {

    private static final Logger log = LoggerFactory.getLogger(BacklogWatch.class);
    /** How much of the rate seen before remains after a second look. */
    private static final double MEMORY = 0.7;

    private final JdbcClient db;
    private final boolean sizeIsLimited;
    private volatile Backlog now = Backlog.NONE;
    private long lastPosition = -1;
    private long lastLook;
    private double rate;

    BacklogWatch(JdbcClient db, PressureSettings settings) {
        this.db = db;
        this.sizeIsLimited = settings.databaseSize().toBytes() > 0;
    }

    Backlog now() {
        return now;
    }

    @Scheduled(fixedDelayString = "${pressroom.pressure.look-every:500ms}")
    void look() {
        try {
            now = read();
        } catch (DataAccessException e) {
            // Nothing can be committed either while PostgreSQL is away: the requests themselves say so.
            log.debug("The backlog cannot be read: {}", e.toString());
        }
    }

    /**
     * Events with a transaction id ahead of the cluster's do not count: another cluster wrote them, and no author
     * can wait for them. Neither do those that an operator had sent again with the end of a suspension: they are no
     * backlog of the relay's, and how long they have been unsent says nothing of how fast it is. Nothing is too old
     * while the relay is suspended.
     *
     * <p>Ids, not rows, are counted: that costs the same however long the backlog is. A database's size is asked for
     * only when it is limited: it looks at each of its files.
     */
    private Backlog read() {
        return db.sql("""
                        select p.id as position,
                               coalesce(pg_sequence_last_value(pg_get_serial_sequence('outbox', 'id')::regclass), 0)
                                   as last_id,
                               coalesce(p.resumed_id, 0) as resumed_id,
                               (select case when p.suspended_since is not null then 0
                                            else extract(epoch from clock_timestamp()
                                                                    - greatest(o.occurred_at, p.resumed_at)) end
                                from outbox o
                                where (o.xid, o.id) > (p.xid, p.id)
                                  and o.xid < pg_snapshot_xmax(pg_current_snapshot())
                                order by o.xid, o.id
                                limit 1) as oldest_seconds,
                               case when :size_is_limited then pg_database_size(current_database()) else 0 end as bytes
                        from relay_position p
                        """)
                .param("size_is_limited", sizeIsLimited)
                .query((row, i) -> {
                    long position = row.getLong("position");
                    long bytes = row.getLong("bytes");
                    long unsent = Math.max(1, row.getLong("last_id") - Math.max(position, row.getLong("resumed_id")));
                    double seconds = row.getDouble("oldest_seconds");
                    boolean empty = row.wasNull();
                    double perSecond = rate(position, !empty);
                    return empty
                            ? new Backlog(0, Duration.ZERO, perSecond, bytes)
                            : new Backlog(unsent, Duration.ofMillis((long) (seconds * 1000)), perSecond, bytes);
                })
                .single();
    }

    /** Only while there is something to send does its pace say what the relay can do. */
    private double rate(long position, boolean busy) {
        long look = System.nanoTime();
        if (lastPosition >= 0 && busy) {
            double seen = Math.max(0, position - lastPosition) * 1e9 / Math.max(1, look - lastLook);
            rate = rate == 0 ? seen : MEMORY * rate + (1 - MEMORY) * seen;
            rate = rate < 0.5 ? 0 : rate;
        }
        lastPosition = position;
        lastLook = look;
        return rate;
    }
}
