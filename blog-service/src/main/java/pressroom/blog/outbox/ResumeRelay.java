package pressroom.blog.outbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import pressroom.blog.web.Problem;

/**
 * Ends a suspension as an operator wishes. The position is moved back as far as it takes to skip nothing: events may
 * be sent again, and readers ignore those that they know.
 */
@Component
public class ResumeRelay {

    private static final Logger audit = LoggerFactory.getLogger("pressroom.audit");

    private final Standings standings;
    private final OutboxStatuses statuses;
    private final LostBlogs lost;
    private final EndSuspension end;
    private final RelaySignal signal;

    ResumeRelay(Standings standings, OutboxStatuses statuses, LostBlogs lost, EndSuspension end, RelaySignal signal) {
        this.standings = standings;
        this.statuses = statuses;
        this.lost = lost;
        this.end = end;
        this.signal = signal;
    }

    /**
     * Does it, or tells what would be done.
     *
     * @param operator the token's subject, for the log
     * @throws org.springframework.web.ErrorResponseException 409 if there is nothing to resume, or if the topic has
     *     what the database lacks and the request does not force it; 503 while Kafka does not answer
     */
    ResumeReport resume(ResumeRequest request, String operator) {
        OutboxStatus status = statuses.now();
        if (status.suspension() == null && status.ahead() == 0) {
            throw Problem.of(
                    HttpStatus.CONFLICT, "The relay is not suspended, and no event waits for a transaction id.");
        }
        EndSuspension.Ends ends = status.suspension() == null ? null : ends(request.isForced());
        ResumeReport report = report(request.isDryRun(), request.isForced(), standings.read(), status);
        if (!request.isDryRun()) {
            apply(status, ends);
            audit.info(
                    "operator={} call=resume reason=\"{}\" forced={} was=\"{}\" done={}",
                    operator,
                    request.line(),
                    request.isForced(),
                    was(status),
                    report.actions());
            signal.committed();
        }
        return report;
    }

    /** A forced end reads nothing, and keeps where a recovery begins. */
    private EndSuspension.Ends ends(boolean isForced) {
        LostBlogs.Range range = lost.range();
        if (isForced) {
            return new EndSuspension.Ends(range.topic(), range.to(), range.from());
        }
        lost.firstContradiction(range).ifPresent(reason -> {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    ("The topic has what the database lacks: %s. ./pressroom ops blog-service recover --do ..., or"
                                    + " POST /ops/outbox/recover, settles that and ends the suspension. With force the"
                                    + " relay is resumed all the same, and what the database lacks is left to a later"
                                    + " recovery.")
                            .formatted(reason));
        });
        return new EndSuspension.Ends(range.topic(), range.to(), null);
    }

    /**
     * Ends the suspension, if there is one, after a recovery; what is checked next is what lies behind it.
     *
     * @param recovered what was read of the topic
     * @return what is done, in order
     */
    public List<String> endAfterRecovery(LostBlogs.Range recovered, boolean dryRun) {
        OutboxStatus status = statuses.now();
        List<String> actions = report(dryRun, false, standings.read(), status).actions();
        if (!dryRun) {
            apply(status, new EndSuspension.Ends(recovered.topic(), recovered.to(), null));
            end.recovered();
            signal.committed();
        }
        return actions;
    }

    private void apply(OutboxStatus status, EndSuspension.@Nullable Ends ends) {
        if (status.suspension() != null && ends != null) {
            end.write(ends, status.ahead() > 0);
        } else if (status.ahead() > 0) {
            end.bringBackThoseAhead();
        }
    }

    private static @Nullable String was(OutboxStatus status) {
        return status.suspension() == null ? null : status.suspension().reason();
    }

    private static ResumeReport report(boolean isDryRun, boolean isForced, Standing standing, OutboxStatus status) {
        List<String> actions = new ArrayList<>();
        RelayPosition lastRound = standing.lastRound();
        if (standing.isIncomparable()) {
            actions.add("every kept event gets a transaction id older than all of this cluster's");
            actions.add("the round log is emptied, and every kept event is sent again");
        } else {
            if (status.ahead() > 0) {
                actions.add(
                        status.ahead() == 1
                                ? "1 event gets a transaction id of this cluster and is sent"
                                : "%d events get a transaction id of this cluster and are sent"
                                        .formatted(status.ahead()));
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
        if (status.suspension() != null && isForced) {
            actions.add("what the topic has and the database lacks is left to a later recovery");
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
}
