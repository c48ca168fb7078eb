package pressroom.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import pressroom.events.BlogEvent;
import pressroom.events.BlogPublished;
import pressroom.events.CloudEventHeaders;
import pressroom.events.EventCodec;
import pressroom.events.EventType;
import pressroom.events.Text;

/** Records as blog-service would write them, told apart by their version. */
final class Events {

    private static final Instant NOW = Instant.parse("2026-01-05T09:30:15Z");

    private Events() {}

    static ProducerRecord<byte[], byte[]> good(String topic, int version) {
        return good(topic, null, version);
    }

    static ProducerRecord<byte[], byte[]> good(String topic, Integer partition, int version) {
        BlogEvent event = new BlogPublished(UUID.randomUUID(), version, "anna", "T", Text.of("B"), List.of(), NOW, NOW);
        return record(topic, partition, event, EventCodec.encode(event), EventType.PUBLISHED.ceType());
    }

    static ProducerRecord<byte[], byte[]> ofType(String topic, String ceType) {
        BlogEvent event = new BlogPublished(UUID.randomUUID(), 1, "anna", "T", Text.of("B"), List.of(), NOW, NOW);
        return record(topic, null, event, EventCodec.encode(event), ceType);
    }

    static ProducerRecord<byte[], byte[]> poison(String topic, String value) {
        BlogEvent event = new BlogPublished(UUID.randomUUID(), 1, "anna", "T", Text.of("B"), List.of(), NOW, NOW);
        return record(topic, null, event, value.getBytes(UTF_8), EventType.PUBLISHED.ceType());
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, Integer partition, BlogEvent event, byte[] value, String ceType) {
        var record = new ProducerRecord<>(topic, partition, EventCodec.key(event), value);
        CloudEventHeaders.of(UUID.randomUUID(), ceType, event.blogId(), NOW, null)
                .forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }
}
