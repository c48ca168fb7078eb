package pressroom.blog.outbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.blog.web.Problem;

/**
 * Ends a suspension as an operator wishes. The position is moved back as far as it takes to skip nothing: events may
 * be sent again, and readers ignore those that they know.
 */
@Component
public class ResumeRelay {

    private static final Logger audit = LoggerFactory.getLogger("pressroom.audit");

    /** Rows of one statement, so that each ends well before the statement timeout. */
    private static final long PIECE = 50_000;

    private final JdbcClient db;
    private final Standings standings;
    private final OutboxStatuses statuses;
    private final RelaySignal signal;
    private final TransactionOperations transaction;

    ResumeRelay(
            JdbcClient db,
            Standings standings,
            OutboxStatuses statuses,
            RelaySignal signal,
            TransactionOperations transaction) {
        this.db = db;
        this.standings = standings;
        this.statuses = statuses;
        this.signal = signal;
        this.transaction = transaction;
    }

    /**
     * Does it, or tells what would be done.
     *
     * @param operator the token's subject, for the log
     * @throws org.springframework.web.ErrorResponseException 409 if there is nothing to resume
     */
    ResumeReport resume(ResumeRequest request, String operator) {
        Standing standing = standings.read();
        OutboxStatus status = statuses.now();
        if (status.suspension() == null && status.ahead() == 0) {
            throw Problem.of(
                    HttpStatus.CONFLICT, "The relay is not suspended, and no event waits for a transaction id.");
        }
        ResumeReport report = report(request.isDryRun(), standing, status);
        if (!request.isDryRun()) {
            apply(standing, status, null);
            audit.info(
                    "operator={} call=resume reason=\"{}\" was=\"{}\" done={}",
                    operator,
                    request.line(),
                    was(status),
                    report.actions());
            signal.committed();
        }
        return report;
    }

    /**
     * Ends the suspension, if there is one, after a recovery; what is checked next is what lies behind it.
     *
     * @param recovered what was read of the topic
     * @return what is done, in order
     */
    public List<String> endAfterRecovery(LostBlogs.Range recovered, boolean dryRun) {
        Standing standing = standings.read();
        OutboxStatus status = statuses.now();
        List<String> actions = report(dryRun, standing, status).actions();
        if (!dryRun && (status.suspension() != null || status.ahead() > 0)) {
            apply(standing, status, recovered);
            signal.committed();
        }
        return actions;
    }

    private void apply(Standing standing, OutboxStatus status, LostBlogs.@Nullable Range recovered) {
        if (standing.isOfAnotherCluster()) {
            // Committed rows of before: older than all that the cluster will ever give out, in the order of their ids.
            restamp("'1'", "xid <> '1'");
        } else if (status.ahead() > 0) {
            restamp("pg_current_xact_id()", "xid >= pg_snapshot_xmax(pg_current_snapshot())");
        }
        if (status.suspension() != null) {
            transaction.executeWithoutResult(open -> {
                moveBackAndClear();
                if (recovered != null) {
                    remember(standing, recovered);
                }
            });
        }
    }

    /** The next check begins where the recovery has ended. */
    private void remember(Standing standing, LostBlogs.Range recovered) {
        db.sql("""
                        update relay_position
                        set system_identifier = :systemIdentifier, timeline = :timeline,
                            cluster_id = :clusterId, topic_id = :topicId, topic_ends = :ends
                        """)
                .param("systemIdentifier", standing.systemIdentifier())
                .param("timeline", standing.timeline())
                .param("clusterId", recovered.topic().clusterId())
                .param("topicId", recovered.topic().topicId())
                .param("ends", recovered.to().toArray(Long[]::new))
                .update();
    }

    private static @Nullable String was(OutboxStatus status) {
        return status.suspension() == null ? null : status.suspension().reason();
    }

    private static ResumeReport report(boolean isDryRun, Standing standing, OutboxStatus status) {
        List<String> actions = new ArrayList<>();
        RelayPosition lastRound = standing.lastRound();
        if (standing.isOfAnotherCluster()) {
            actions.add("every kept event gets a transaction id older than all of this cluster's");
            actions.add("the round log is emptied, and every kept event is sent again");
        } else {
            if (status.ahead() > 0) {
                actions.add("%d events get a transaction id of this cluster and are sent".formatted(status.ahead()));
            }
            if (status.suspension() != null && !standing.isLogged()) {
                actions.add(
                        "the position is set to the lower one of itself and the last round's end, and what is behind"
                                + " it is sent, events that were sent before included");
            }
        }
        if (status.suspension() != null) {
            actions.add("the database and the topic are taken as they are, and the suspension ends");
        }
        return new ResumeReport(
                isDryRun,
                status.suspension(),
                standing.position().text(),
                lastRound == null ? null : lastRound.text(),
                standing.stored() == null ? null : standing.stored().toString(),
                Long.toString(standing.systemIdentifier()),
                status.ahead(),
                actions);
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

    /** Without a stored identity the next check takes what it finds. */
    private void moveBackAndClear() {
        standings.lock();
        Standing standing = standings.read();
        if (standing.isOfAnotherCluster()) {
            db.sql("truncate relay_rounds, relayed").update();
            db.sql("update relay_position set xid = '0', id = 0").update();
        } else if (!standing.isLogged()) {
            db.sql("""
                            update relay_position p
                            set (xid, id) = (
                                select xid, id
                                from ((select last_xid, last_id from relay_rounds
                                       order by last_xid desc, last_id desc limit 1)
                                      union all select p.xid, p.id
                                      union all select '0', 0 where not exists (select from relay_rounds))
                                      known (xid, id)
                                order by xid, id limit 1)
                            """).update();
        }
        db.sql("""
                        update relay_position
                        set system_identifier = null, timeline = null, cluster_id = null, topic_id = null,
                            topic_ends = null,
                            leader = null, suspended_since = null, suspended_reason = null
                        """).update();
    }
}
