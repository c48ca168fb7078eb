package pressroom.chaos.check;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import pressroom.stack.LocalStack;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kafka as its administrator sees it, past all links. */
public final class Topics {
    /** The topic of all events. */
    public static final String EVENTS = "blog-events";

    /** Marks records that a fault has put on the topic. */
    public static final String INJECTED = "chaos-injected";

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> properties;

    /** Those of a stack. */
    public Topics(LocalStack stack) {
        this.properties = new HashMap<>(stack.kafkaAdminProperties());
        properties.put("default.api.timeout.ms", 20_000);
        properties.put("request.timeout.ms", 10_000);
    }

    /** The administrator's client; the caller closes it. */
    public Admin admin() {
        return Admin.create(properties);
    }

    /** What a client needs to be the administrator. */
    public Map<String, Object> properties() {
        return Map.copyOf(properties);
    }

    /** How many records a group has before it. */
    long lag(String group) throws ExecutionException, InterruptedException {
        return before(group, ends());
    }

    /** The end of each partition of the events now. */
    public Map<TopicPartition, Long> ends() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, EVENTS));
        }
    }

    /** How many records a group has before it, up to these ends. */
    public long before(String group, Map<TopicPartition, Long> ends) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            Map.of(group, new ListConsumerGroupOffsetsSpec()))
                    .partitionsToOffsetAndMetadata(group)
                    .get();
            return ends.entrySet().stream()
                    .mapToLong(end -> {
                        OffsetAndMetadata offset = committed.get(end.getKey());
                        return Math.max(0, end.getValue() - (offset == null ? 0 : offset.offset()));
                    })
                    .sum();
        }
    }

    List<World.Record> records() {
        List<World.Record> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : all(EVENTS)) {
            JsonNode value = json(record.value());
            records.add(new World.Record(
                    record.partition(),
                    record.offset(),
                    record.headers().lastHeader(INJECTED) != null,
                    header(record, "ce_id"),
                    uuid(value.path("blogId").asString("")),
                    value.path("version").isInt() ? value.path("version").asInt() : null));
        }
        return records;
    }

    /** The records that lie before these ends now. */
    public List<World.Record> recordsBefore(Map<TopicPartition, Long> ends) {
        return records().stream()
                .filter(record ->
                        record.offset() < ends.getOrDefault(new TopicPartition(EVENTS, record.partition()), 0L))
                .toList();
    }

    /** By partition of the events, the offset of the record that the group handles next. */
    public Map<Integer, Long> committed(String group) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            Map<Integer, Long> next = new HashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (offset != null && partition.topic().equals(EVENTS)) {
                            next.put(partition.partition(), offset.offset());
                        }
                    });
            return next;
        }
    }

    List<World.DeadLetter> deadLetters(String group) {
        return all(EVENTS + "." + group + ".dlt").stream()
                .map(record -> new World.DeadLetter(
                        group,
                        Integer.parseInt(String.valueOf(header(record, "dlt_partition"))),
                        Long.parseLong(String.valueOf(header(record, "dlt_offset"))),
                        record.key(),
                        record.value(),
                        String.valueOf(header(record, "dlt_reason"))))
                .toList();
    }

    /** Every record of a topic, from the first to the last that is there now; none when there is no such topic. */
    public List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(properties);
        config.put("fetch.max.bytes", 64_000_000);
        config.put("max.partition.fetch.bytes", 16_000_000);
        config.put("max.poll.records", 20_000);
        config.put("fetch.max.wait.ms", 20);
        config.put("enable.auto.commit", false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .collect(Collectors.toList());
    }

    private static JsonNode json(byte @Nullable [] value) {
        try {
            return value == null || value.length == 0 ? JSON.createObjectNode() : JSON.readTree(value);
        } catch (JacksonException poison) {
            return JSON.createObjectNode();
        }
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
