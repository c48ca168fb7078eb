package pressroom.blog.imports;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.blog.outbox.RelaySignal;
import pressroom.posts.Reading;

/** Publishes a batch, and moves its import's place behind it, in one transaction. */
@Component
class PublishBatch {

    private final ImportProgress progress;
    private final ImportBatch batch;
    private final TransactionOperations transaction;
    private final RelaySignal relay;

    PublishBatch(ImportProgress progress, ImportBatch batch, TransactionOperations transaction, RelaySignal relay) {
        this.progress = progress;
        this.batch = batch;
        this.transaction = transaction;
        this.relay = relay;
    }

    /**
     * Publishes what was read of some files.
     *
     * @param next the first file's number
     * @param also done in the same transaction
     * @return false when the import is not this worker's any more; then nothing was done
     */
    boolean publish(ImportQueue.Claim claim, int next, List<Reading> readings, Runnable also) {
        Boolean ours = transaction.execute(status -> {
            if (!progress.lock(claim, next)) {
                return false;
            }
            Tally tally = batch.publish(readings, next, claim.submitter());
            also.run();
            progress.advance(claim, next + readings.size(), tally);
            return true;
        });
        relay.committed();
        return Boolean.TRUE.equals(ours);
    }
}
