package pressroom.blog.outbox;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.crash.CrashPoint;

/**
 * Brings committed events to the topic, in commit order, each at least once.
 *
 * <p>Send all, then await all, then advance: a crash anywhere in between sends the batch again, with the same {@code ce_id}.
 * Insert-only: no row is updated or deleted per event, so that the outbox costs the same however old it is.
 */
@Component
class Relay {

    /** What one round did. */
    enum Round {
        /** Another process is the active relay. */
        STANDBY,
        /** There was nothing to send. */
        IDLE,
        /** Something was sent; there may be more. */
        SENT
    }

    private final Outbox outbox;
    private final EventSender sender;
    private final RelaySettings settings;
    private final TransactionOperations transaction;

    Relay(Outbox outbox, EventSender sender, RelaySettings settings, TransactionOperations transaction) {
        this.outbox = outbox;
        this.sender = sender;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** Sends the next batch and advances, in one transaction. Throws when anything fails; nothing is lost then. */
    Round relayOnce() {
        // Before there is anything to send, since consumers may wait for the topic; outside of the transaction, since
        // that may take long.
        sender.ensureTopicExists();
        if (!outbox.hasWork()) {
            return Round.IDLE;
        }
        // Reads first and writes last: with its first write the transaction gets an id, and would be the fence itself.
        return transaction.execute(status -> {
            if (!outbox.becomeActive()) {
                return Round.STANDBY;
            }
            RelayPosition from = outbox.position();
            List<OutboxRow> rows = outbox.after(from, settings);
            if (rows.isEmpty()) {
                return Round.IDLE;
            }
            send(rows);
            outbox.advance(from, rows.get(rows.size() - 1).position());
            CrashPoint.reached("relay.before-commit");
            return Round.SENT;
        });
    }

    private void send(List<OutboxRow> rows) {
        List<EventSender.Answer> answers = sender.sendAndAwait(rows);
        CrashPoint.reached("relay.after-acks");
        List<Outbox.Relayed> relayed = new ArrayList<>(rows.size());
        List<Outbox.Refused> refused = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            EventSender.Answer answer = answers.get(i);
            if (answer.refusal() == null) {
                relayed.add(new Outbox.Relayed(rows.get(i).id(), answer.partition(), answer.offset()));
            } else {
                refused.add(new Outbox.Refused(rows.get(i), answer.refusal()));
            }
        }
        outbox.record(relayed, refused);
    }
}
