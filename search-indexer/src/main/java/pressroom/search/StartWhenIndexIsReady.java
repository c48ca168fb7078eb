package pressroom.search;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import pressroom.consumer.ConsumerStart;

/**
 * Holds the consumer back until its index is ready, and tries for as long as that takes. The service itself starts at once.
 * Afterwards it goes on looking at the index, which others can change.
 *
 * <p>The consumer must not join before: a group with members cannot be sent back to the beginning of the topic.
 */
@Component
class StartWhenIndexIsReady implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StartWhenIndexIsReady.class);
    private static final long PAUSE_MILLIS = 2_000;

    private final BlogsIndex index;
    private final ConsumerStart consumer;
    private final Duration checkEvery;
    private @Nullable Thread thread;
    private volatile @Nullable String problem = "the index is not checked yet";

    StartWhenIndexIsReady(BlogsIndex index, ConsumerStart consumer, IndexSettings settings) {
        this.index = index;
        this.consumer = consumer;
        this.checkEvery = settings.checkEvery();
        consumer.setAutoStartup(false);
    }

    /** Why the index is not ready; null when it is. */
    @Nullable
    String problem() {
        return problem;
    }

    @Override
    public synchronized void start() {
        thread = new Thread(this::tryUntilReady, "prepare-index");
        thread.setDaemon(true);
        thread.start();
    }

    private void tryUntilReady() {
        try {
            while (!succeeds(index::prepare)) {
                Thread.sleep(PAUSE_MILLIS);
            }
            startConsumer();
            while (true) {
                Thread.sleep(checkEvery.toMillis());
                succeeds(index::requireIntact);
            }
        } catch (InterruptedException e) {
            log.debug("Stopped");
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private boolean succeeds(Check check) {
        try {
            check.run();
            problem = null;
            return true;
        } catch (Exception e) {
            String reason = reason(e);
            if (!reason.equals(problem)) {
                log.error("The index is not ready: {}", reason);
            }
            problem = reason;
            return false;
        }
    }

    private static String reason(Exception e) {
        if (e instanceof IndexUnavailable) {
            return String.valueOf(e.getMessage());
        }
        return (e instanceof KafkaException ? "Kafka" : "Elasticsearch") + " cannot be reached: "
                + NestedExceptionUtils.getMostSpecificCause(e);
    }

    // Stopping takes the same lock, so that a consumer is never started behind the back of a shutdown.
    private synchronized void startConsumer() {
        if (thread != null) {
            consumer.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @FunctionalInterface
    private interface Check {
        void run() throws Exception;
    }
}
