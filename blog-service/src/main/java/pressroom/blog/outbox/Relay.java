package pressroom.blog.outbox;

import java.util.List;
import java.util.Optional;
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

    private static final int PARTS = 4;

    private final Outbox outbox;
    private final EventSender sender;
    private final RelaySettings settings;
    private final TransactionOperations transaction;
    private volatile boolean sentLast;

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
        // Whoever has just sent something will as a rule find more, and need not ask.
        if (!sentLast && !outbox.hasWork()) {
            return Round.IDLE;
        }
        Round round = inTransaction();
        sentLast = round == Round.SENT;
        return round;
    }

    private Round inTransaction() {
        // Reads first and writes last: with its first write the transaction gets an id, and would be the fence itself.
        return transaction.execute(status -> {
            Optional<RelayPosition> position = outbox.becomeActive();
            if (position.isEmpty()) {
                return Round.STANDBY;
            }
            RelayPosition from = position.get();
            try (Delivery delivery = sender.begin()) {
                RelayPosition to = sendBehind(from, delivery);
                if (to.equals(from)) {
                    return Round.IDLE;
                }
                delivery.awaitAll();
                CrashPoint.reached("relay.after-acks");
                outbox.advance(from, to, delivery.relayed());
                outbox.setAside(delivery.refused());
            }
            CrashPoint.reached("relay.before-commit");
            return Round.SENT;
        });
    }

    /**
     * Sends a batch part by part: PostgreSQL reads the next part while Kafka takes the last one.
     *
     * @return the position of the last row that was sent; where it began, if there was none
     */
    private RelayPosition sendBehind(RelayPosition from, Delivery delivery) {
        int parts = Math.min(PARTS, settings.batchRows());
        int rows = settings.batchRows() / parts;
        long bytes = settings.batchBytes().toBytes() / parts;
        RelayPosition to = from;
        for (int i = 0; i < parts; i++) {
            List<OutboxRow> part = outbox.after(to, rows, bytes);
            if (!part.isEmpty()) {
                delivery.send(part);
                to = part.get(part.size() - 1).position();
            }
            if (part.size() < rows && bytesOf(part) < bytes) {
                break;
            }
        }
        return to;
    }

    private static long bytesOf(List<OutboxRow> part) {
        return part.stream().mapToLong(row -> row.payload().length).sum();
    }
}
