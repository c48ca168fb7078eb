package pressroom.consumer.deadletters;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import pressroom.consumer.DeadLetterConsumers;

/** The group's dead letters, read without being a member of any group: nobody's offsets move. */
final class DeadLetterTopic {

    /** How long one question to Kafka may take. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, Object> config;
    private final String name;

    /** @param clients what the service's own consumers are told */
    DeadLetterTopic(Map<String, Object> clients, String name) {
        this.config = DeadLetterConsumers.config(clients, TIMEOUT);
        this.name = name;
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
