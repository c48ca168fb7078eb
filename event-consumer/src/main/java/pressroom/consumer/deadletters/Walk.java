package pressroom.consumer.deadletters;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Goes from letter to letter, oldest first, one partition after the other, up to the end that each had when the walk began.
 * One letter is in memory at a time. Used by one thread.
 */
final class Walk implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Long> beginnings;
    private final Deque<TopicPartition> partitions = new ArrayDeque<>();

    Walk(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        try {
            // No topic: nothing was ever quarantined.
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            this.beginnings = consumer.beginningOffsets(all);
            this.ends = consumer.endOffsets(all);
            partitions.addAll(all);
            arrive(0);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** How many letters there are from the beginning to the end. */
    long total() {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - beginnings.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    /** Skips what lies before a place. */
    void goTo(Place place) {
        while (!partitions.isEmpty() && partitions.element().partition() < place.partition()) {
            partitions.remove();
        }
        boolean isIn = !partitions.isEmpty() && partitions.element().partition() == place.partition();
        arrive(isIn ? place.offset() : 0);
    }

    /** Where the next letter lies, or would; null at the end of all. */
    @Nullable
    Place position() {
        while (!partitions.isEmpty()) {
            TopicPartition partition = partitions.element();
            long offset = consumer.position(partition);
            if (offset < ends.getOrDefault(partition, 0L)) {
                return new Place(partition.partition(), offset);
            }
            partitions.remove();
            arrive(0);
        }
        return null;
    }

    /** The next letter; null when none came within {@code patience}, or none is left. */
    @Nullable
    ConsumerRecord<byte[], byte[]> next(Duration patience) {
        if (position() == null) {
            return null;
        }
        TopicPartition partition = partitions.element();
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(patience)) {
            // What came after the walk began is the next one's.
            return letter.offset() < ends.getOrDefault(partition, 0L) ? letter : null;
        }
        return null;
    }

    private void arrive(long offset) {
        if (!partitions.isEmpty()) {
            TopicPartition partition = partitions.element();
            consumer.assign(List.of(partition));
            consumer.seek(partition, Math.max(offset, beginnings.getOrDefault(partition, 0L)));
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(DeadLetterTopic.TIMEOUT));
    }
}
