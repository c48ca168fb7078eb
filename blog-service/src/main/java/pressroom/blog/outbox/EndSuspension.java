package pressroom.blog.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes the end of a suspension, all of it in one transaction. If events were given their new transaction ids in one
 * of their own, and the rest failed, the round log would no longer tell which of them were sent.
 */
@Repository
class EndSuspension {

    /** Rows of one statement, so that each ends well before the statement timeout. */
    private static final long PIECE = 50_000;

    private final JdbcClient db;
    private final Standings standings;
    private final TransactionOperations transaction;

    EndSuspension(JdbcClient db, Standings standings, TransactionOperations transaction) {
        this.db = db;
        this.standings = standings;
        this.transaction = transaction;
    }

    /**
     * Up to where the topic is taken as it is.
     *
     * @param checked by partition, where the next check begins
     * @param toRecoverFrom by partition, where a later recovery begins; null if nothing is left to recover
     */
    record Ends(
            TopicIdentity topic,
            List<Long> checked,
            @Nullable List<Long> toRecoverFrom) {}

    /** Without a suspension: gives events that are ahead of the cluster one of its transaction ids. */
    void bringBackThoseAhead() {
        transaction.executeWithoutResult(open -> restampThoseAhead());
    }

    /**
     * Moves the position back as far as it takes to skip nothing, and takes database and topic as they are.
     *
     * @param areSomeAhead whether there are events ahead of the cluster
     */
    void write(Ends ends, boolean areSomeAhead) {
        transaction.executeWithoutResult(open -> writeAll(ends, areSomeAhead));
    }

    private void writeAll(Ends ends, boolean areSomeAhead) {
        standings.lock();
        Standing standing = standings.read();
        if (standing.isIncomparable()) {
            // Committed rows of before: older than all that the cluster will ever give out, in the order of their ids.
            restamp("'1'", "xid <> '1'");
            db.sql("truncate relay_rounds, relayed").update();
        } else if (areSomeAhead) {
            restampThoseAhead();
        }
        moveTo(standing.resumesFrom());
        clear(standing, ends);
    }

    private void moveTo(RelayPosition position) {
        db.sql("update relay_position set xid = cast(:xid as xid8), id = :id")
                .param("xid", position.xid())
                .param("id", position.id())
                .update();
    }

    private void clear(Standing standing, Ends ends) {
        List<Long> toRecoverFrom = ends.toRecoverFrom();
        db.sql("""
                        update relay_position
                        set system_identifier = :systemIdentifier, timeline = :timeline,
                            cluster_id = :clusterId, topic_id = :topicId, topic_ends = :ends,
                            leader = null, suspended_since = null, suspended_reason = null,
                            resumed_at = clock_timestamp(),
                            resumed_id =
                                coalesce(pg_sequence_last_value(pg_get_serial_sequence('outbox', 'id')::regclass), 0),
                            recover_topic_id = cast(:recoverTopicId as text),
                            recover_from = cast(:recoverFrom as bigint[])
                        """)
                .param("systemIdentifier", standing.systemIdentifier())
                .param("timeline", standing.timeline())
                .param("clusterId", ends.topic().clusterId())
                .param("topicId", ends.topic().topicId())
                .param("ends", ends.checked().toArray(Long[]::new))
                .param(
                        "recoverTopicId",
                        toRecoverFrom == null ? null : ends.topic().topicId())
                .param("recoverFrom", toRecoverFrom == null ? null : toRecoverFrom.toArray(Long[]::new))
                .update();
    }

    /** All that the topic had is settled. */
    void recovered() {
        db.sql("update relay_position set recover_topic_id = null, recover_from = null")
                .update();
    }

    private void restampThoseAhead() {
        restamp("pg_current_xact_id()", "xid >= pg_snapshot_xmax(pg_current_snapshot())");
    }

    private void restamp(String xid, String which) {
        long last = db.sql("select coalesce(max(id), 0) from outbox")
                .query(Long.class)
                .single();
        long first = db.sql("select coalesce(min(id), 0) from outbox")
                .query(Long.class)
                .single();
        for (long from = first; from <= last; from += PIECE) {
            db.sql("update outbox set xid = %s where id >= :from and id < :to and %s".formatted(xid, which))
                    .param("from", from)
                    .param("to", from + PIECE)
                    .update();
        }
    }
}
