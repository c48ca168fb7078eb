package pressroom.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import pressroom.events.BlogPublished;
import pressroom.events.EventCodec;

/** Writes posts to the topic as the relay does. */
public final class TopicLoad {
    private TopicLoad() {}

    /** Writes posts {@code 0..number-1} and returns when all are acknowledged. */
    public static void write(Map<String, Object> client, String topic, Posts posts, int number) {
        Map<String, Object> config = new HashMap<>(client);
        config.put("acks", "all");
        config.put("compression.type", "none");
        config.put("batch.size", 256 * 1024);
        config.put("linger.ms", 5);
        config.put("buffer.memory", 64L * 1024 * 1024);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            AtomicReference<Exception> refused = new AtomicReference<>();
            for (int i = 0; i < number; i++) {
                producer.send(record(topic, posts.get(i)), (place, problem) -> {
                    if (problem != null) {
                        refused.set(problem);
                    }
                });
            }
            producer.flush();
            if (refused.get() != null) {
                throw new IllegalStateException("Kafka did not take all events", refused.get());
            }
        }
    }

    static ProducerRecord<byte[], byte[]> record(String topic, BlogPublished post) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, EventCodec.key(post), EventCodec.encode(post));
        header(record, "ce_specversion", "1.0");
        header(
                record,
                "ce_id",
                new UUID(post.blogId().getLeastSignificantBits(), post.blogId().getMostSignificantBits()).toString());
        header(record, "ce_source", "/blog-service");
        header(record, "ce_type", "pressroom.BlogPublished.v1");
        header(record, "ce_subject", post.blogId().toString());
        header(record, "ce_time", post.publishedAt().toString());
        header(record, "content-type", "application/json");
        return record;
    }

    static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
