package pressroom.consumer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Parts of what a poll brought, with the offsets that follow them. */
final class PolledRecords {

    private PolledRecords() {}

    static ConsumerRecords<byte[], byte[]> only(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecords<>(
                Map.of(partition(record), List.of(record)), Map.of(partition(record), next(record)));
    }

    private static OffsetAndMetadata next(ConsumerRecord<?, ?> record) {
        return new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), "");
    }

    /** Goes back to the first record of each partition that is not kept. */
    static ConsumerRecords<byte[], byte[]> cut(
            Consumer<?, ?> consumer,
            ConsumerRecords<byte[], byte[]> records,
            List<ConsumerRecord<byte[], byte[]>> kept) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> parts = new HashMap<>();
        kept.forEach(record -> parts.computeIfAbsent(partition(record), any -> new ArrayList<>())
                .add(record));
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(records.nextOffsets());
        next.keySet().retainAll(parts.keySet());
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
            List<ConsumerRecord<byte[], byte[]>> part = parts.getOrDefault(partition, List.of());
            if (part.size() < all.size()) {
                consumer.seek(partition, all.get(part.size()).offset());
                if (!part.isEmpty()) {
                    next.put(partition, next(part.get(part.size() - 1)));
                }
            }
        }
        return new ConsumerRecords<>(parts, next);
    }

    static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
