package pressroom.blog.imports;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;
import pressroom.posts.PostFile;
import pressroom.posts.PostReader;
import pressroom.posts.PostTree;
import pressroom.posts.Reading;
import pressroom.posts.RefusedZipException;

/**
 * Publishes an import's posts, batch by batch. A batch and its place in the import are one transaction: a worker that goes on
 * after a crash publishes and counts nothing twice, and one that has lost the import without knowing can publish nothing more.
 *
 * <p>After a worker has ended with an import, the files of its batch are tried one by one: the file that ends a second worker
 * fails, the others are published.
 *
 * <p>One connection and one batch at a time, so that authors at their desks never wait for an import.
 */
@Component
class WorkOff {

    private static final String ENDED = "ended the process that worked on it, %d times: it is not tried again";

    private final ImportQueue queue;
    private final ImportProgress progress;
    private final ImportZips zips;
    private final PublishBatch batch;
    private final ImportSettings settings;

    WorkOff(ImportQueue queue, ImportProgress progress, ImportZips zips, PublishBatch batch, ImportSettings settings) {
        this.queue = queue;
        this.progress = progress;
        this.zips = zips;
        this.batch = batch;
        this.settings = settings;
    }

    /**
     * Works until the import is finished, or is not this worker's any more.
     *
     * @param stopping asked between two batches: the import is then left to others
     */
    void run(ImportQueue.Claim claim, BooleanSupplier stopping) throws IOException {
        if (claim.attempts().areUsedUp()) {
            queue.fail(claim, Attempts.reason());
            zips.forget(claim.id());
            return;
        }
        ReceivedZip zip = zips.zip(claim);
        try (PostTree tree = PostTree.ofZip(new StaysOpen(zip.channel()), settings.limits())) {
            if (publishAll(claim, tree.files(), stopping)) {
                return;
            }
        } catch (RefusedZipException e) {
            queue.fail(claim, String.valueOf(e.getMessage()));
        }
        zips.forget(claim.id());
    }

    /** @return whether it is left where it is, to be gone on with */
    private boolean publishAll(ImportQueue.Claim claim, List<PostFile> files, BooleanSupplier stopping) {
        PostReader reader = new PostReader(claim.submitter().fallback(), Clock.systemUTC());
        int next = claim.next();
        int aloneUntil = claim.attempts().aloneUntil();
        if (claim.attempts().endedAlone()) {
            Reading failed = new Reading.Failed(files.get(next).path(), ENDED.formatted(Attempts.MOST));
            if (!batch.publish(claim, next, List.of(failed), () -> progress.hasEndedItsWorker(claim))) {
                return false;
            }
            next++;
            aloneUntil = files.size();
        }
        while (next < files.size()) {
            if (stopping.getAsBoolean()) {
                queue.release(claim);
                return true;
            }
            boolean alone = next < aloneUntil;
            if (alone && !progress.beginAlone(claim, next)) {
                return false;
            }
            List<Reading> readings = read(files.subList(next, alone ? next + 1 : files.size()), reader);
            if (!publish(claim, next, readings)) {
                return false;
            }
            next += readings.size();
        }
        queue.done(claim);
        return false;
    }

    /** All of it is in memory: so much text as is allowed ends a batch early, and one post more may be read than fits. */
    private List<Reading> read(List<PostFile> files, PostReader reader) {
        List<Reading> readings = new ArrayList<>();
        long bytes = 0;
        for (PostFile file : files) {
            Reading reading = reader.read(file);
            readings.add(reading);
            // The heap may hold two bytes for each character.
            bytes += reading instanceof Reading.Ready ready
                    ? 2L * ready.post().body().length()
                    : 0;
            if (readings.size() == settings.batchPosts()
                    || bytes >= settings.batchBytes().toBytes()) {
                break;
            }
        }
        return readings;
    }

    private boolean publish(ImportQueue.Claim claim, int next, List<Reading> readings) {
        try {
            return batch.publish(claim, next, readings, () -> {});
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
            return batch.publish(claim, number, List.of(reading), () -> {});
        } catch (NonTransientDataAccessException e) {
            String path = reading instanceof Reading.Ready ready ? ready.post().path() : "";
            Reading failed = new Reading.Failed(path, "cannot be stored: the database refuses what it says");
            return batch.publish(claim, number, List.of(failed), () -> {});
        }
    }
}
