package pressroom.consumer;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Retries a failed batch without limit, by going back to its first records and reading them again after a pause.
 *
 * <p>Each try is half as large as the one before, until the event that fails is alone: see {@link Isolation}. The framework's
 * own handler keeps the failed batch in memory and skips it after ten tries, or after a rebalance in the middle of them; going
 * back to the offsets cannot skip.
 */
final class OutageBackOff implements CommonErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(OutageBackOff.class);
    private static final int PAUSES_OF_HALVES = 2;

    private final ConsumerSettings settings;
    private final ConsumerState state;
    private final ThreadLocal<Isolation> isolation;
    private final ThreadLocal<Integer> failuresInARow = ThreadLocal.withInitial(() -> 0);

    OutageBackOff(ConsumerSettings settings, ConsumerState state, ThreadLocal<Isolation> isolation) {
        this.settings = settings;
        this.state = state;
        this.isolation = isolation;
    }

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    @SuppressWarnings("unchecked") // The consumer's deserializers leave bytes.
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        rewind(records, consumer);
        if (isolation.get().halve((ConsumerRecords<byte[], byte[]>) records, reason(thrown))) {
            state.batchFailed(reason(thrown).toString());
            // The halves come soon: meanwhile the other partitions wait for them.
            pause(thrown, container, PAUSES_OF_HALVES);
        }
    }

    /** Called for what goes wrong outside of a batch, such as a poll that is not authorised. */
    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        state.pollFailed(reason(thrown).toString());
        pause(thrown, container, Integer.MAX_VALUE);
    }

    @Override
    public void clearThreadState() {
        failuresInARow.remove();
    }

    private static void rewind(ConsumerRecords<?, ?> records, Consumer<?, ?> consumer) {
        // A partition that was taken away meanwhile is read again by its new owner, from the last commit.
        for (TopicPartition partition : records.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, records.records(partition).get(0).offset());
            }
        }
    }

    private void pause(Exception thrown, MessageListenerContainer container, int mostDoublings) {
        int failures = failuresInARow.get() + 1;
        failuresInARow.set(failures);
        long millis = settings.pauseMillis(Math.min(failures, mostDoublings));
        String words =
                "Group %s failed %d times in a row, next try in %d ms".formatted(settings.group(), failures, millis);
        if (failures == 1) {
            log.warn(words, reason(thrown));
        } else {
            log.warn("{}: {}", words, reason(thrown).toString());
        }
        try {
            ListenerUtils.stoppableSleep(container, millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the handler threw, out of the framework's wrapping. */
    private static Throwable reason(Exception thrown) {
        return thrown.getCause() == null ? thrown : thrown.getCause();
    }
}
