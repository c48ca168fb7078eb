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
        /** All that there was has been sent. */
        SENT,
        /** Nothing may be sent until an operator resumes the relay. */
        SUSPENDED,
        /** As much was sent as a round may send: there is more, as a rule. */
        FULL
    }

    /** The position behind what was sent, and what that makes of the round. */
    private record Batch(RelayPosition to, Round round) {}

    private static final int PARTS = 4;

    private final Outbox outbox;
    private final EventSender sender;
    private final RelaySettings settings;
    private final RelayCheck check;
    private final RelayMemory memory;
    private final TransactionOperations transaction;

    Relay(
            Outbox outbox,
            RelayCheck check,
            RelayMemory memory,
            EventSender sender,
            RelaySettings settings,
            TransactionOperations transaction) {
        this.outbox = outbox;
        this.check = check;
        this.memory = memory;
        this.sender = sender;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** Looks whether there is anything to send, and if so does what {@link #relayAtOnce} does. */
    Round relayOnce() {
        // Before there is anything to send, since consumers may wait for the topic.
        sender.ensureTopicExists();
        if (!outbox.hasWork()) {
            return Round.IDLE;
        }
        return relayAtOnce();
    }

    /**
     * Sends the next batch and advances, in one transaction, without a look before: for who has reason to expect something.
     * Throws when anything fails; nothing is lost then.
     */
    Round relayAtOnce() {
        // Outside of the transaction, since that may take long.
        sender.ensureTopicExists();
        // Reads first and writes last: with its first write the transaction gets an id, and would be the fence itself.
        return transaction.execute(status -> {
            Optional<RelayPosition> position = outbox.becomeActive();
            if (position.isEmpty()) {
                return Round.STANDBY;
            }
            if (!check.passes()) {
                return Round.SUSPENDED;
            }
            RelayPosition from = position.get();
            try (Delivery delivery = sender.begin()) {
                Batch batch = sendBehind(from, delivery);
                if (batch.round() == Round.IDLE) {
                    return Round.IDLE;
                }
                delivery.awaitAll();
                CrashPoint.reached("relay.after-acks");
                outbox.advance(from, batch.to(), delivery.relayed());
                outbox.setAside(delivery.refused());
                CrashPoint.reached("relay.before-commit");
                return batch.round();
            }
        });
    }

    /** A round has failed. The next one checks: a restore of the database, too, shows first as a failure. */
    void failed(Throwable failure) {
        memory.doubt();
        sender.failed(failure);
    }

    /** Sends a batch part by part: PostgreSQL reads the next part while Kafka takes the last one. */
    private Batch sendBehind(RelayPosition from, Delivery delivery) {
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
                return new Batch(to, to.equals(from) ? Round.IDLE : Round.SENT);
            }
        }
        return new Batch(to, Round.FULL);
    }

    private static long bytesOf(List<OutboxRow> part) {
        return part.stream().mapToLong(row -> row.payload().length).sum();
    }
}
