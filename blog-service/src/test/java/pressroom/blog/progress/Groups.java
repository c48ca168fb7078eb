package pressroom.blog.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import pressroom.events.Gap;
import pressroom.events.Gaps;

/** Consumer groups whose every step the test takes itself: only their offsets exist. */
final class Groups implements AutoCloseable {

    private static final String TOPIC = "blog-events";

    private final Map<String, Object> kafka;
    private final Admin admin;
    private final List<String> names;

    Groups(Map<String, Object> administrator, int count) throws Exception {
        this.kafka = new HashMap<>(administrator);
        this.admin = Admin.create(kafka);
        String tag = UUID.randomUUID().toString().substring(0, 8);
        this.names = IntStream.range(0, count)
                .mapToObj(number -> "group-" + number + "-" + tag)
                .toList();
        for (String name : names) {
            catchUp(name);
        }
    }

    String name(int number) {
        return names.get(number);
    }

    /** The group has handled all that is on the topic. */
    void catchUp(String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        partitions().forEach(partition -> ends.put(partition, new OffsetAndMetadata(end(partition))));
        get(admin.alterConsumerGroupOffsets(group, ends).all());
    }

    /** The group stands so many records before the end of one partition. */
    void stand(String group, int partition, long offset) throws Exception {
        get(admin.alterConsumerGroupOffsets(
                        group, Map.of(new TopicPartition(TOPIC, partition), new OffsetAndMetadata(offset)))
                .all());
    }

    /** The group has handled all that is there, but for a gap: as event-consumer commits it. */
    void catchUpWithGap(String group, int partition, long from, long to) throws Exception {
        catchUp(group);
        TopicPartition where = new TopicPartition(TOPIC, partition);
        String gap = Gaps.NONE.with(new Gap(from, to, Instant.now())).metadata();
        get(admin.alterConsumerGroupOffsets(group, Map.of(where, new OffsetAndMetadata(end(where), gap)))
                .all());
    }

    /** Deletes the records of a partition below this offset, as retention does. */
    void deleteRecords(int partition, long below) throws Exception {
        get(admin.deleteRecords(Map.of(new TopicPartition(TOPIC, partition), RecordsToDelete.beforeOffset(below)))
                .all());
    }

    /** The group keeps the record at this place among its dead letters, as event-consumer does. */
    void deadLetter(String group, int partition, long offset, String reason) throws Exception {
        String topic = TOPIC + "." + group + ".dlt";
        if (!get(admin.listTopics().names()).contains(topic)) {
            get(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all());
        }
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, new byte[0], new byte[0]);
            record.headers()
                    .add("dlt_reason", reason.getBytes(UTF_8))
                    .add("dlt_topic", TOPIC.getBytes(UTF_8))
                    .add("dlt_partition", Integer.toString(partition).getBytes(UTF_8))
                    .add("dlt_offset", Long.toString(offset).getBytes(UTF_8));
            producer.send(record).get();
        }
    }

    private List<TopicPartition> partitions() throws Exception {
        return get(admin.describeTopics(List.of(TOPIC)).allTopicNames()).get(TOPIC).partitions().stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
    }

    private long end(TopicPartition partition) {
        try {
            return get(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
                    .offset();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(30, TimeUnit.SECONDS);
    }

    /** Other tests see none of them. */
    @Override
    public void close() throws Exception {
        try (admin) {
            get(admin.deleteConsumerGroups(names).all());
        }
    }
}
