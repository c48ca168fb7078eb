package pressroom.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import pressroom.servers.RealServers;
import pressroom.stack.Server;

/** The real broker of these tests, and what a test does there beside the consumer. */
final class Broker {

    static final RealServers STACK = RealServers.with(Server.KAFKA);
    static final Admin ADMIN = Admin.create(STACK.kafkaAdminProperties());
    private static final KafkaProducer<byte[], byte[]> PRODUCER =
            new KafkaProducer<>(producing(), new ByteArraySerializer(), new ByteArraySerializer());

    private Broker() {}

    private static Map<String, Object> producing() {
        Map<String, Object> config = new HashMap<>(STACK.kafkaAdminProperties());
        config.put("max.request.size", 50_000_000);
        config.put("buffer.memory", 100_000_000L);
        config.put("compression.type", "gzip");
        return config;
    }

    static String newName() {
        return "t-" + UUID.randomUUID();
    }

    static String newTopic(int partitions) {
        String topic = newName();
        create(topic, partitions);
        return topic;
    }

    static void create(String topic, int partitions) {
        await(ADMIN.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
    }

    static void send(ProducerRecord<byte[], byte[]> record) {
        try {
            PRODUCER.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that the topic's only partition holds now. */
    static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<String, Object> config = new HashMap<>(STACK.kafkaAdminProperties());
        config.put("fetch.max.wait.ms", 20);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    static boolean exists(String topic) {
        return await(ADMIN.listTopics().names()).contains(topic);
    }

    /** The committed offsets of a group, summed over the topic's partitions. */
    static long committed(String group) {
        return await(ADMIN.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /** The committed offset of one partition; 0 if there is none. */
    static long committed(String group, TopicPartition partition) {
        OffsetAndMetadata committed = await(
                        ADMIN.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .get(partition);
        return committed == null ? 0 : committed.offset();
    }

    /** The metadata of a partition's committed offset; null if there is no offset. */
    static @Nullable String metadata(String group, int partition) {
        OffsetAndMetadata committed = await(
                        ADMIN.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .get(new TopicPartition(group, partition));
        return committed == null ? null : committed.metadata();
    }

    /** Sets a partition's offset of the group, which has no members. */
    static void setOffset(String group, int partition, long offset) {
        await(ADMIN.alterConsumerGroupOffsets(
                        group, Map.of(new TopicPartition(group, partition), new OffsetAndMetadata(offset)))
                .all());
    }

    /** Deletes a partition's records below this offset, as retention does. */
    static void deleteRecords(String topic, int partition, long below) {
        await(ADMIN.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(below)))
                .all());
    }

    /** Makes the group, which has no members, begin at the beginning. */
    static void forget(String group) {
        try {
            ADMIN.deleteConsumerGroups(List.of(group)).all().get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new IllegalStateException(e);
            }
        }
    }

    static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
