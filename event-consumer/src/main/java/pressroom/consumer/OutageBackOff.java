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
 * <p>Nothing is remembered but how often this thread has failed in a row. The framework's own handler keeps the failed batch in
 * memory and skips it after ten tries, or after a rebalance in the middle of them; going back to the offsets cannot skip.
 */
final class OutageBackOff implements CommonErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(OutageBackOff.class);

    private final ConsumerSettings settings;
    private final ConsumerState state;
    private final ThreadLocal<Integer> failuresInARow = ThreadLocal.withInitial(() -> 0);

    OutageBackOff(ConsumerSettings settings, ConsumerState state) {
        this.settings = settings;
        this.state = state;
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
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        rewind(records, consumer);
        state.batchFailed(reason(thrown).toString());
        pause(thrown, container);
    }

    /** Called for what goes wrong outside of a batch, such as a poll that is not authorised. */
    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        state.pollFailed(reason(thrown).toString());
        pause(thrown, container);
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

    private void pause(Exception thrown, MessageListenerContainer container) {
        int failures = failuresInARow.get() + 1;
        failuresInARow.set(failures);
        long millis = settings.pauseMillis(failures);
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
