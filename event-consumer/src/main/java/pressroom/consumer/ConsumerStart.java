package pressroom.consumer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Starts the consumer, and tries for as long as that takes: a Kafka client cannot be made while no name of a broker can be
 * resolved. Meanwhile the service runs, and its health says why it does not consume.
 *
 * <p>A service whose consumer must wait for something else calls {@link #setAutoStartup} in a constructor and {@link #start}
 * when the time has come.
 */
public final class ConsumerStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ConsumerStart.class);

    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final ConsumerSettings settings;
    private volatile @Nullable String obstacle = "the consumer has not been started yet";
    private volatile boolean autoStartup = true;
    private @Nullable CountDownLatch stopped;

    ConsumerStart(ConcurrentMessageListenerContainer<byte[], byte[]> container, ConsumerSettings settings) {
        this.container = container;
        this.settings = settings;
        container.setAutoStartup(false);
    }

    /** Whether the application's start starts the consumer; true by default. */
    public void setAutoStartup(boolean autoStartup) {
        this.autoStartup = autoStartup;
    }

    @Override
    public boolean isAutoStartup() {
        return autoStartup;
    }

    /** Why the consumer has not started; null when it has. */
    @Nullable
    String obstacle() {
        return obstacle;
    }

    /** Starts the consumer at once, or else in the background. */
    @Override
    public synchronized void start() {
        if (stopped == null) {
            CountDownLatch latch = new CountDownLatch(1);
            stopped = latch;
            if (!started(latch)) {
                Thread thread = new Thread(() -> tryUntilStarted(latch), "start-consumer");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void tryUntilStarted(CountDownLatch latch) {
        try {
            for (int failures = 1; !latch.await(settings.pauseMillis(failures), TimeUnit.MILLISECONDS); failures++) {
                if (started(latch)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Stopping takes the same lock, so that a consumer is never started behind the back of a shutdown.
    private synchronized boolean started(CountDownLatch latch) {
        if (latch.getCount() == 0) {
            return true;
        }
        try {
            container.start();
            obstacle = null;
            return true;
        } catch (RuntimeException e) {
            // It takes itself for running, and would not start again.
            container.stop();
            String reason = "the consumer cannot be started and is tried again: "
                    + NestedExceptionUtils.getMostSpecificCause(e).getMessage();
            if (!reason.equals(obstacle)) {
                log.warn("Group {}: {}", settings.group(), reason);
            }
            obstacle = reason;
            return false;
        }
    }

    @Override
    public synchronized void stop() {
        if (stopped != null) {
            stopped.countDown();
            stopped = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return stopped != null;
    }
}
