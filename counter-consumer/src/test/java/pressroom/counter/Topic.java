package pressroom.counter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import pressroom.events.BlogEvent;
import pressroom.events.CloudEventHeaders;
import pressroom.events.EventCodec;
import pressroom.events.EventType;
import pressroom.servers.RealServers;
import pressroom.stack.Server;

/** The topic of these tests on a real broker, and where the group stands on it. */
final class Topic {

    static final RealServers STACK = RealServers.with(Server.POSTGRES, Server.KAFKA);

    private static final String NAME = "blog-events";
    private static final String GROUP = "counter-consumer";
    private static final int PARTITIONS = 6;
    private static final Admin ADMIN = Admin.create(STACK.kafkaAdminProperties());
    private static final KafkaProducer<byte[], byte[]> PRODUCER =
            new KafkaProducer<>(STACK.kafkaAdminProperties(), new ByteArraySerializer(), new ByteArraySerializer());

    static {
        await(ADMIN.createTopics(List.of(new NewTopic(NAME, PARTITIONS, (short) 1)))
                .all());
    }

    private Topic() {}

    static void send(List<BlogEvent> events) {
        events.forEach(event -> PRODUCER.send(record(event)));
        PRODUCER.flush();
    }

    static void sendPoison(byte[] key, byte[] value) {
        BlogEvent sound = Histories.published("anna", UUID.randomUUID(), 1);
        ProducerRecord<byte[], byte[]> record = record(sound);
        PRODUCER.send(new ProducerRecord<>(NAME, null, key, value, record.headers()));
        PRODUCER.flush();
    }

    private static ProducerRecord<byte[], byte[]> record(BlogEvent event) {
        var record = new ProducerRecord<>(NAME, EventCodec.key(event), EventCodec.encode(event));
        String type = EventType.of(event).ceType();
        CloudEventHeaders.of(UUID.randomUUID(), type, event.blogId(), Instant.EPOCH, null)
                .forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }

    /** How many records the group has not yet taken for done. */
    static long lag() {
        return end(NAME) - committed();
    }

    static long quarantined() {
        return end(NAME + "." + GROUP + ".dlt");
    }

    /** As if every offset were forgotten; the group must have no members. */
    static void forgetOffsets() {
        await(ADMIN.deleteConsumerGroups(List.of(GROUP)).all());
    }

    private static long committed() {
        return await(ADMIN.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata()).values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    private static long end(String topic) {
        if (!await(ADMIN.listTopics().names()).contains(topic)) {
            return 0;
        }
        Map<TopicPartition, OffsetSpec> all = IntStream.range(0, topic.equals(NAME) ? PARTITIONS : 1)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return await(ADMIN.listOffsets(all).all()).values().stream()
                .mapToLong(each -> each.offset())
                .sum();
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
