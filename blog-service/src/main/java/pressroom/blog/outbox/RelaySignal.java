package pressroom.blog.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Wakes this process's relay after a commit. Without it, the relay would find the row with its next poll; NOTIFY would do the
 * same for all processes, but makes commits wait for one another.
 */
@Component
public class RelaySignal {

    private final Semaphore commits = new Semaphore(0);

    /** Something was committed that the relay should send. */
    public void committed() {
        if (commits.availablePermits() == 0) {
            commits.release();
        }
    }

    /**
     * Waits until something is committed here, at most {@code timeout}.
     *
     * @return whether something was
     */
    boolean await(Duration timeout) throws InterruptedException {
        return commits.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whoever waits next is not to be told of what has been committed until now. */
    void forget() {
        commits.drainPermits();
    }
}
