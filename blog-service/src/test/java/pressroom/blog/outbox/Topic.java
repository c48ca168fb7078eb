package pressroom.blog.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import pressroom.servers.RealServers;

/** The topic as any reader sees it. */
final class Topic {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> kafka;

    private final String name;

    Topic(RealServers stack, String name) {
        this.name = name;
        kafka = new HashMap<>(stack.kafkaAdminProperties());
        kafka.put("fetch.max.wait.ms", 20);
    }

    /** All records of these blogs from the beginning to the end, each partition in its order. */
    List<ConsumerRecord<byte[], byte[]>> recordsOf(Set<String> blogIds) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long began = System.nanoTime();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .as("reading up to %s, with %d of %s", ends, found.size(), blogIds)
                        .isLessThan(PATIENCE);
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (blogIds.contains(header(record, "ce_subject"))) {
                        found.add(record);
                    }
                });
            }
        }
        found.sort(Comparator.comparingInt(ConsumerRecord<byte[], byte[]>::partition)
                .thenComparingLong(ConsumerRecord::offset));
        return found;
    }

    /** Empty if there is none. */
    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
