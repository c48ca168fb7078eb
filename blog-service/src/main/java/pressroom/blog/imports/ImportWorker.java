package pressroom.blog.imports;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import pressroom.blog.pressure.Admission;

/** Works imports off, by turns, one at a time, for as long as the service runs. */
@Component
class ImportWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final UUID id = UUID.randomUUID();
    private final ImportQueue queue;
    private final WorkOff workOff;
    private final ImportSettings settings;
    private final Admission admission;
    private final Semaphore submitted = new Semaphore(0);
    private long nextSweep = System.nanoTime();
    private volatile boolean running;
    private @Nullable Thread thread;
    /** One that an outage has cut off: it is released once the database answers again. */
    private ImportQueue.@Nullable Claim interrupted;

    ImportWorker(ImportQueue queue, WorkOff workOff, ImportSettings settings, Admission admission) {
        this.queue = queue;
        this.workOff = workOff;
        this.settings = settings;
        this.admission = admission;
    }

    /** There may be something to do. */
    void wake() {
        submitted.release();
    }

    @Override
    public void start() {
        if (!settings.enabled() || running) {
            return;
        }
        running = true;
        thread = new Thread(this::run, "imports");
        thread.start();
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (running) {
            try {
                if (submitted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    submitted.drainPermits();
                }
                pause = !running || workOffOne() ? Duration.ZERO : settings.idlePause();
            } catch (InterruptedException e) {
                return;
            } catch (Exception | Error e) {
                // The loop's edge. The import goes on: at once after an outage, or when the lease is over.
                log.warn("An import could not be gone on with, next try soon: {}", e.toString());
                pause = PAUSE_AFTER_FAILURE;
            }
        }
    }

    private boolean workOffOne() throws IOException {
        if (interrupted != null) {
            queue.release(interrupted);
            interrupted = null;
        }
        // Like the authors, an import waits while too much waits for the topic.
        Optional<ImportQueue.Claim> claim = admission.hasRoom() ? queue.claim(id) : Optional.empty();
        if (claim.isPresent()) {
            run(claim.get());
            return true;
        }
        if (System.nanoTime() - nextSweep >= 0) {
            nextSweep = System.nanoTime() + SWEEP.toNanos();
            queue.sweep(settings.keep());
        }
        return false;
    }

    private void run(ImportQueue.Claim claim) throws IOException {
        Turn turn = new Turn(settings.turn(), () -> queue.hasOthersThan(claim), System::nanoTime);
        try {
            workOff.run(claim, () -> !running || !admission.hasRoom() || turn.isOver());
        } catch (IOException | RuntimeException e) {
            if (isOutage(e)) {
                interrupted = claim;
            }
            throw e;
        }
    }

    /** What is not the import's own doing does not count as one of its attempts. */
    private static boolean isOutage(Exception e) {
        return e instanceof IOException
                || e instanceof TransactionException
                || e instanceof DataAccessResourceFailureException
                || (e instanceof DataAccessException && !(e instanceof NonTransientDataAccessException));
    }

    /** Lets the batch on its way come to its end, and leaves the rest to others. */
    @Override
    public void stop() {
        running = false;
        wake();
        Thread working = thread;
        if (working == null) {
            return;
        }
        try {
            working.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        working.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
