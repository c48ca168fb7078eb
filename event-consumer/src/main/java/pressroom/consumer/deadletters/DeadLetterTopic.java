package pressroom.consumer.deadletters;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The group's dead letters, read without being a member of any group: nobody's offsets move. */
final class DeadLetterTopic {

    /** How long one question to Kafka may take. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int FETCH_BYTES = 4_000_000;

    private final Map<String, Object> config;
    private final String name;

    /** @param clients what the service's own consumers are told */
    DeadLetterTopic(Map<String, Object> clients, String name) {
        this.config = new HashMap<>(clients);
        this.name = name;
        config.keySet()
                .removeAll(Set.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A letter may have 64 MB, and all records of a poll are in memory at once.
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(TIMEOUT.toMillis()));
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(TIMEOUT.toMillis()));
    }

    /**
     * Begins a walk from the first letter to the last one that is there now. The caller closes it.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka cannot be asked
     */
    Walk walk() {
        return new Walk(new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()), name);
    }
}
