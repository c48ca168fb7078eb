package pressroom.blog.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import pressroom.events.CloudEvent;
import pressroom.events.EventCodec;
import pressroom.events.Header;
import pressroom.events.MalformedEvent;

/** Reads a part of the topic, without a group. */
@Component
class TopicRecords {

    /** Longest time without a record before the reading is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_AT_ONCE = 500;

    private final Map<String, Object> config;
    private final String topic;

    TopicRecords(ConsumerFactory<?, ?> consumers, RelaySettings settings) {
        this.config = new HashMap<>(consumers.getConfigurationProperties());
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "blog-service-relay-check");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // What retention has deleted cannot contradict anything.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        // Nothing is waited for at the end of the topic, and a consumer that closes waits for its last fetch.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        this.topic = settings.topic();
    }

    /** An event with its place. */
    record Placed(CloudEvent event, int partition, long offset) {}

    /**
     * Hands all events from one offset of each partition to another, in pieces, until one piece gives an answer.
     * Records that are no events of ours are left out.
     */
    Optional<String> firstAnswer(List<Long> from, List<Long> to, Function<List<Placed>, Optional<String>> question) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (int partition = 0; partition < to.size(); partition++) {
            // A partition without a start was added later.
            long start = partition < from.size() ? from.get(partition) : 0;
            if (start < to.get(partition)) {
                ends.put(new TopicPartition(topic, partition), to.get(partition));
                starts.put(new TopicPartition(topic, partition), start);
            }
        }
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            starts.forEach(consumer::seek);
            return read(consumer, ends, question);
        }
    }

    private static Optional<String> read(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Function<List<Placed>, Optional<String>> question) {
        long last = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            List<Placed> events = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                last = System.nanoTime();
                decoded(record).ifPresent(events::add);
            }
            Optional<String> answer = events.isEmpty() ? Optional.empty() : question.apply(events);
            if (answer.isPresent()) {
                return answer;
            }
            if (!events.isEmpty()) {
                // How long the question took says nothing about Kafka.
                last = System.nanoTime();
            }
            if (System.nanoTime() - last > PATIENCE.toNanos()) {
                throw new IllegalStateException("Kafka does not give the records behind the last known offsets");
            }
        }
        return Optional.empty();
    }

    private static Optional<Placed> decoded(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        try {
            return EventCodec.decode(record.key(), headers, record.value())
                    .map(event -> new Placed(event, record.partition(), record.offset()));
        } catch (MalformedEvent e) {
            return Optional.empty();
        }
    }
}
