package pressroom.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
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
    private final Runnable whenAssigned;
    private final Map<Thread, Member> members = new ConcurrentHashMap<>();
    private volatile boolean joined;
    private volatile boolean topicMissing;

    ConsumerState(String topic, Runnable whenAssigned) {
        this.topic = topic;
        this.whenAssigned = whenAssigned;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        mine().assigned.addAll(partitions);
        whenAssigned.run();
        topicMissing = partitions() == 0 && isMissing(consumer);
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
        mine().assigned.removeAll(partitions);
        mine().failedBatch = null;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> intercept(
            ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        Member mine = mine();
        long now = System.nanoTime();
        mine.lastRecords = now;
        mine.lastLoop = now;
        return records;
    }

    @Override
    public void success(ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        mine().failedBatch = null;
    }

    /** Called at the end of each loop of a consumer thread, whether its poll failed or not. */
    @Override
    public void clearThreadState(Consumer<?, ?> consumer) {
        Member mine = mine();
        mine.lastLoop = System.nanoTime();
        if (!mine.failedInThisLoop) {
            mine.failedPoll = null;
        }
        mine.failedInThisLoop = false;
    }

    @EventListener
    void notAllowed(ConsumerRetryAuthEvent event) {
        pollFailed("this service's principal is not let in: " + event.getReason());
    }

    void batchFailed(String reason) {
        mine().failedBatch = "the last batch failed and is tried again: " + reason;
    }

    /** The events of this thread that fail alone; its other partitions go on. */
    void eventsFail(List<String> events) {
        Member mine = mine();
        mine.failingEvents = events;
        mine.failedBatch = null;
    }

    List<String> failingEvents() {
        return living().flatMap(member -> member.failingEvents.stream()).toList();
    }

    void pollFailed(String reason) {
        mine().failedInThisLoop = true;
        mine().failedPoll = "reading the topic failed and is tried again: " + reason;
    }

    /** How long the consumer thread that has been busy for longest has not come back from its batch. */
    Duration silence() {
        return longest(member -> member.lastLoop);
    }

    /** How long no record has come to the consumer thread that has waited for longest, without an excuse. */
    Duration idle() {
        return longest(member -> member.lastRecords);
    }

    private Duration longest(ToLongFunction<Member> since) {
        long now = System.nanoTime();
        return Duration.ofNanos(living().mapToLong(member -> now - since.applyAsLong(member))
                .max()
                .orElse(0));
    }

    void excuseIdleness() {
        long now = System.nanoTime();
        living().forEach(member -> member.lastRecords = now);
    }

    /** The partitions of threads to which no record has come for longer than this. */
    Set<TopicPartition> unread(Duration longest) {
        long since = System.nanoTime() - longest.toNanos();
        return living().filter(member -> member.lastRecords - since < 0)
                .flatMap(member -> member.assigned.stream())
                .collect(Collectors.toSet());
    }

    int partitions() {
        return living().mapToInt(member -> member.assigned.size()).sum();
    }

    /** Why nothing is read or handled at present; null when all is well. */
    @Nullable
    String obstacle() {
        String failure = Stream.of(
                        living().map(member -> member.failedPoll),
                        living().map(member -> member.failedBatch),
                        failingEvents().stream())
                .flatMap(Function.identity())
                .filter(Objects::nonNull)
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

    private Member mine() {
        return members.computeIfAbsent(Thread.currentThread(), thread -> new Member());
    }

    /** A thread that was stopped while it failed never reports a success. */
    private Stream<Member> living() {
        members.keySet().removeIf(thread -> !thread.isAlive());
        return members.values().stream();
    }

    /** One consumer thread: the group knows each as a member of its own. */
    private static final class Member {
        final Set<TopicPartition> assigned = ConcurrentHashMap.newKeySet();
        volatile long lastLoop = System.nanoTime();
        volatile long lastRecords = System.nanoTime();
        volatile @Nullable String failedBatch;
        volatile @Nullable String failedPoll;
        volatile List<String> failingEvents = List.of();
        volatile boolean failedInThisLoop;
    }
}
