package pressroom.search;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import pressroom.events.BlogEvent;
import pressroom.events.CloudEvent;
import pressroom.events.CloudEventHeaders;
import pressroom.events.EventCodec;
import pressroom.events.EventType;

/** The topic as blog-service writes it and as Kafka tells how far the indexer's group has read it. */
final class Topic {

    private static final String GROUP = "search-indexer";
    private static final String DEAD_LETTERS = OnRealServers.TOPIC + "." + GROUP + ".dlt";

    private Topic() {}

    static void send(CloudEvent... events) throws Exception {
        Map<String, Object> properties = new HashMap<>(OnRealServers.STACK.kafkaAdminProperties());
        properties.put("acks", "all");
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
            for (CloudEvent event : events) {
                producer.send(record(event)).get();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(CloudEvent event) {
        BlogEvent data = event.data();
        var record = new ProducerRecord<>(OnRealServers.TOPIC, EventCodec.key(data), EventCodec.encode(data));
        CloudEventHeaders.of(event.id(), EventType.of(data).ceType(), data.blogId(), event.time(), null)
                .forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }

    static long deadLetters() throws Exception {
        try (Admin admin = Admin.create(OnRealServers.STACK.kafkaAdminProperties())) {
            if (!admin.listTopics().names().get().contains(DEAD_LETTERS)) {
                return 0;
            }
            TopicPartition only = new TopicPartition(DEAD_LETTERS, 0);
            return ends(admin, Map.of(only, OffsetSpec.latest())).get(only);
        }
    }

    /** The committed offset of each partition that has one. */
    static Map<TopicPartition, Long> committed() throws Exception {
        try (Admin admin = Admin.create(OnRealServers.STACK.kafkaAdminProperties())) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return committed.entrySet().stream()
                    .filter(each -> each.getKey().topic().equals(OnRealServers.TOPIC))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, each -> each.getValue().offset()));
        }
    }

    /** The end of each partition that has a committed offset. */
    static Map<TopicPartition, Long> ends() throws Exception {
        try (Admin admin = Admin.create(OnRealServers.STACK.kafkaAdminProperties())) {
            return ends(
                    admin,
                    committed().keySet().stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())));
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Map<TopicPartition, OffsetSpec> partitions)
            throws Exception {
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                admin.listOffsets(partitions).all().get();
        return ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue()
                .offset()));
    }
}
