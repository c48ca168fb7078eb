package pressroom.bench.lab;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a whole topic after a round, to see whether every event is there. */
public final class RelayedTopic {
    private RelayedTopic() {}

    /**
     * What is wrong with the topic; empty when it holds each of so many events, told apart by a header, at least once and none
     * twice in the counting.
     *
     * @param header that is the same on every re-send of an event
     * @param events how many; -1 for any number
     */
    public static String problem(Map<String, Object> client, String topic, int partitions, String header, int events) {
        Map<String, Object> config = new HashMap<>(client);
        config.put("enable.auto.commit", false);
        config.put("max.poll.records", 5_000);
        config.put("fetch.max.bytes", 32 << 20);
        Set<String> ids = new HashSet<>();
        long records = 0;
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long wanted = consumer.endOffsets(all).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (records < wanted) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(5))) {
                    records++;
                    ids.add(new String(record.headers().lastHeader(header).value()));
                }
            }
        }
        return ids.size() == records && (records == events || events == -1)
                ? ""
                : "%d different events in %d records, of %d".formatted(ids.size(), records, events);
    }
}
