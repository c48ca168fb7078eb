package pressroom.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/** What the health endpoint tells of this process's part in the group, as its consumer threads report it. */
final class ConsumerState implements ConsumerAwareRebalanceListener, BatchInterceptor<byte[], byte[]> {

    private static final Duration LOOK_UP = Duration.ofSeconds(5);

    private final String topic;
    private final Set<TopicPartition> assigned = ConcurrentHashMap.newKeySet();
    private final Map<Thread, String> failedBatches = new ConcurrentHashMap<>();
    private final Map<Thread, String> failedPolls = new ConcurrentHashMap<>();
    private final Set<Thread> failedInThisLoop = ConcurrentHashMap.newKeySet();
    private final Map<Thread, Long> lastLoops = new ConcurrentHashMap<>();
    private volatile long lastRecords = System.nanoTime();
    private volatile boolean joined;
    private volatile boolean topicMissing;

    ConsumerState(String topic) {
        this.topic = topic;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        assigned.addAll(partitions);
        topicMissing = assigned.isEmpty() && isMissing(consumer);
        joined = true;
    }

    /** No partitions: either there are more members than partitions, which is fine, or there is no topic. */
    private boolean isMissing(Consumer<?, ?> consumer) {
        try {
            return consumer.partitionsFor(topic, LOOK_UP).isEmpty();
        } catch (KafkaException unknown) {
            return false;
        }
    }

    @Override
    public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        released(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        released(partitions);
    }

    /** The failed batch is another member's now; if this one still has partitions that fail, their next try says so. */
    private void released(Collection<TopicPartition> partitions) {
        partitions.forEach(assigned::remove);
        failedBatches.remove(Thread.currentThread());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> intercept(
            ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        long now = System.nanoTime();
        lastRecords = now;
        lastLoops.put(Thread.currentThread(), now);
        return records;
    }

    @Override
    public void success(ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        failedBatches.remove(Thread.currentThread());
    }

    /** Called at the end of each loop of a consumer thread, whether its poll failed or not. */
    @Override
    public void clearThreadState(Consumer<?, ?> consumer) {
        Thread thread = Thread.currentThread();
        lastLoops.put(thread, System.nanoTime());
        if (!failedInThisLoop.remove(thread)) {
            failedPolls.remove(thread);
        }
    }

    @EventListener
    void notAllowed(ConsumerRetryAuthEvent event) {
        pollFailed("this service's principal is not let in: " + event.getReason());
    }

    void batchFailed(String reason) {
        failedBatches.put(Thread.currentThread(), "the last batch failed and is tried again: " + reason);
    }

    void pollFailed(String reason) {
        failedInThisLoop.add(Thread.currentThread());
        failedPolls.put(Thread.currentThread(), "reading the topic failed and is tried again: " + reason);
    }

    /** How long the consumer thread that has been busy for longest has not come back from its batch. */
    Duration silence() {
        lastLoops.keySet().removeIf(thread -> !thread.isAlive());
        long now = System.nanoTime();
        return Duration.ofNanos(
                lastLoops.values().stream().mapToLong(loop -> now - loop).max().orElse(0));
    }

    /** How long no record has come, without an excuse. */
    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastRecords);
    }

    void excuseIdleness() {
        lastRecords = System.nanoTime();
    }

    Set<TopicPartition> assigned() {
        return Set.copyOf(assigned);
    }

    int partitions() {
        return assigned.size();
    }

    /** Why nothing is read or handled at present; null when all is well. */
    @Nullable
    String obstacle() {
        // A thread that was stopped while it failed never reports a success.
        failedBatches.keySet().removeIf(thread -> !thread.isAlive());
        failedPolls.keySet().removeIf(thread -> !thread.isAlive());
        String failure = Stream.concat(failedPolls.values().stream(), failedBatches.values().stream())
                .findFirst()
                .orElse(null);
        if (failure != null) {
            return failure;
        }
        if (!joined) {
            return "has not joined its group yet: is Kafka up?";
        }
        return topicMissing ? "the topic " + topic + " does not exist yet" : null;
    }
}
