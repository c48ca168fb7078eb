package pressroom.blog.imports;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.blog.outbox.RelaySignal;
import pressroom.posts.PostFile;
import pressroom.posts.PostReader;
import pressroom.posts.PostTree;
import pressroom.posts.Reading;
import pressroom.posts.RefusedZipException;

/**
 * Publishes an import's posts, batch by batch. A batch and its place in the import are one transaction: whoever goes on after a
 * crash publishes and counts nothing twice, and who has lost the import without knowing can publish nothing more.
 *
 * <p>One connection and one batch at a time, so that authors at their desks never wait for an import.
 */
@Component
class WorkOff {

    private static final int MOST_ATTEMPTS = 5;
    /** So much text ends a batch early, since all of it is in memory. */
    private static final int BATCH_CHARS = 4 << 20;

    private final ImportQueue queue;
    private final ImportBatch batch;
    private final ImportSettings settings;
    private final TransactionOperations transaction;
    private final RelaySignal relay;

    WorkOff(
            ImportQueue queue,
            ImportBatch batch,
            ImportSettings settings,
            TransactionOperations transaction,
            RelaySignal relay) {
        this.queue = queue;
        this.batch = batch;
        this.settings = settings;
        this.transaction = transaction;
        this.relay = relay;
    }

    /**
     * Works until the import is finished, or is not this worker's any more.
     *
     * @param stopping asked between two batches: the import is then left to others
     */
    void run(ImportQueue.Claim claim, BooleanSupplier stopping) throws IOException {
        if (claim.attempts() > MOST_ATTEMPTS) {
            queue.fail(
                    claim, "given up: %d times in a row it was begun and nothing came of it".formatted(MOST_ATTEMPTS));
            return;
        }
        try (ReceivedZip zip = queue.zip(claim);
                PostTree tree = PostTree.ofZip(zip.channel(), settings.limits())) {
            PostReader reader = new PostReader(claim.submitter().fallback(), Clock.systemUTC());
            if (publishAll(claim, tree.files(), reader, stopping)) {
                queue.done(claim);
            }
        } catch (RefusedZipException e) {
            queue.fail(claim, String.valueOf(e.getMessage()));
        }
    }

    private boolean publishAll(
            ImportQueue.Claim claim, List<PostFile> files, PostReader reader, BooleanSupplier stopping) {
        int next = claim.next();
        while (next < files.size()) {
            if (stopping.getAsBoolean()) {
                queue.release(claim);
                return false;
            }
            List<Reading> readings = read(files.subList(next, files.size()), reader);
            if (!publish(claim, next, readings)) {
                return false;
            }
            next += readings.size();
        }
        return true;
    }

    private List<Reading> read(List<PostFile> files, PostReader reader) {
        List<Reading> readings = new ArrayList<>();
        int chars = 0;
        for (PostFile file : files) {
            Reading reading = reader.read(file);
            readings.add(reading);
            chars +=
                    reading instanceof Reading.Ready ready ? ready.post().body().length() : 0;
            if (readings.size() == settings.batchPosts() || chars > BATCH_CHARS) {
                break;
            }
        }
        return readings;
    }

    private boolean publish(ImportQueue.Claim claim, int next, List<Reading> readings) {
        try {
            return publishTogether(claim, next, readings);
        } catch (NonTransientDataAccessException e) {
            // One post that the database refuses for what it is must not spoil its neighbours.
            for (int i = 0; i < readings.size(); i++) {
                if (!publishAlone(claim, next + i, readings.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private boolean publishAlone(ImportQueue.Claim claim, int number, Reading reading) {
        try {
            return publishTogether(claim, number, List.of(reading));
        } catch (NonTransientDataAccessException e) {
            String path = reading instanceof Reading.Ready ready ? ready.post().path() : "";
            Reading failed = new Reading.Failed(
                    path, "cannot be stored: " + e.getMostSpecificCause().getMessage());
            return publishTogether(claim, number, List.of(failed));
        }
    }

    private boolean publishTogether(ImportQueue.Claim claim, int next, List<Reading> readings) {
        Boolean ours = transaction.execute(status -> {
            if (!queue.lock(claim, next)) {
                return false;
            }
            Tally tally = batch.publish(readings, next, claim.submitter());
            queue.advance(claim, next + readings.size(), tally);
            return true;
        });
        relay.committed();
        return Boolean.TRUE.equals(ours);
    }
}
