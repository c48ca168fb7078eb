package pressroom.blog.outbox;

import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.core.ProducerFactory;

/** The way to the topic. */
class EventSender {

    private final ProducerFactory<byte[], byte[]> producers;
    private final BlogEventsTopic topic;
    private final RelaySettings settings;

    EventSender(ProducerFactory<byte[], byte[]> producers, BlogEventsTopic topic, RelaySettings settings) {
        this.producers = producers;
        this.topic = topic;
        this.settings = settings;
    }

    /** Makes the topic unless it is known to exist; throws while Kafka is away. */
    void ensureTopicExists() {
        topic.ensureExists();
    }

    /** Looks again whether the topic exists if a failure says that it does not. */
    void failed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidMetadataException || cause instanceof TimeoutException) {
                topic.forget();
            }
        }
    }

    /** Begins to send a batch; the caller closes it. */
    Delivery begin() {
        return new Delivery(producers, settings);
    }
}
