package pressroom.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;

/**
 * The dead letters of one group: the same key, bytes and headers, and why, and from where.
 *
 * <p>A write that fails is thrown, so that the batch comes again: poison is never dropped. After a crash between the write and
 * the commit a record may be kept twice; its source partition and offset tell.
 */
final class Quarantine {

    private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

    private final QuarantineTopic topic;
    private final KafkaOperations<byte[], byte[]> kafka;
    private final ConsumerSettings settings;
    private final Clock clock;

    Quarantine(QuarantineTopic topic, KafkaOperations<byte[], byte[]> kafka, ConsumerSettings settings, Clock clock) {
        this.topic = topic;
        this.kafka = kafka;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sends all, then awaits all. */
    void keep(List<Poison> poison) {
        if (poison.isEmpty()) {
            return;
        }
        topic.ensureExists();
        List<CompletableFuture<?>> sends =
                poison.stream().<CompletableFuture<?>>map(this::send).toList();
        try {
            CompletableFuture.allOf(sends.toArray(CompletableFuture<?>[]::new))
                    .orTimeout(settings.quarantineTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "cannot write to the quarantine topic %s (%s); the batch will be tried again"
                            .formatted(settings.quarantineTopic(), e.getCause()),
                    e);
        }
        poison.forEach(each -> log.warn(
                "Quarantined {}-{}@{}: {}",
                each.source().topic(),
                each.source().partition(),
                each.source().offset(),
                each.reason()));
    }

    private CompletableFuture<?> send(Poison poison) {
        ConsumerRecord<byte[], byte[]> source = poison.source();
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(settings.quarantineTopic(), null, source.key(), source.value(), source.headers());
        Headers headers = copy.headers();
        headers.add("dlt_reason", poison.reason().getBytes(UTF_8));
        headers.add("dlt_topic", source.topic().getBytes(UTF_8));
        headers.add("dlt_partition", Integer.toString(source.partition()).getBytes(UTF_8));
        headers.add("dlt_offset", Long.toString(source.offset()).getBytes(UTF_8));
        headers.add("dlt_time", clock.instant().toString().getBytes(UTF_8));
        return kafka.send(copy);
    }
}
