package pressroom.blog.outbox;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** The relay's producer. Its order and durability are the promise's, and so are not settings. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

    /** More than the largest event with its headers, less than the topic takes. */
    private static final int MAX_REQUEST_BYTES = 2_100_000;

    @Bean
    EventSender eventSender(ProducerFactory<?, ?> producers, BlogEventsTopic topic, RelaySettings settings) {
        return new EventSender(eventProducers(producers), topic, settings);
    }

    @SuppressWarnings(
            "unchecked") // Boot's factory is declared for any types; ours follow from the serializers set here.
    static DefaultKafkaProducerFactory<byte[], byte[]> eventProducers(ProducerFactory<?, ?> boot) {
        Map<String, Object> config = new HashMap<>(boot.getConfigurationProperties());
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // Numbers each partition's batches, so that the broker never takes one without the one before it.
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Never gives up on a record by itself: see Delivery.
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        // The relay has its batch already: there is nothing to linger for.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        config.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        // The topic is not compressed: see BlogEventsTopic. A compressed batch would be undone by the broker.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        config.putIfAbsent(ProducerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        var producers = (DefaultKafkaProducerFactory<byte[], byte[]>)
                ((ProducerFactory<byte[], byte[]>) boot).copyWithConfigurationOverride(config);
        // What is still open when a producer is thrown away is sent again by the next one; there is nothing to wait
        // for.
        producers.setPhysicalCloseTimeout(0);
        return producers;
    }
}
