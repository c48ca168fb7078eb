package pressroom.consumer;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import pressroom.crash.CrashPoint;

/**
 * The dead letters of one group: the same key, bytes and headers, and why, and from where.
 *
 * <p>A write that fails is thrown, so that the batch comes again: poison is never dropped. After a crash between the write and
 * the commit a record may be kept twice; its source partition and offset tell.
 */
final class Quarantine {

    private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

    /** A record may be far larger than the batch it came in, which was compressed: the producer's limit is on the record. */
    static final int MAX_RECORD_BYTES = 64_000_000;

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
        try {
            topic.ensureExists();
            sendAll(poison);
            CrashPoint.reached("quarantine.after-write");
        } catch (CompletionException | KafkaException e) {
            topic.doubt();
            throw new IllegalStateException(
                    "cannot write to the quarantine topic %s: %s"
                            .formatted(settings.quarantineTopic(), NestedExceptionUtils.getMostSpecificCause(e)),
                    e);
        }
        poison.forEach(each -> log.warn(
                "Quarantined {}-{}@{}: {}",
                each.source().topic(),
                each.source().partition(),
                each.source().offset(),
                each.reason()));
    }

    private void sendAll(List<Poison> poison) {
        List<CompletableFuture<?>> sends =
                poison.stream().<CompletableFuture<?>>map(this::send).toList();
        CompletableFuture.allOf(sends.toArray(CompletableFuture<?>[]::new))
                .orTimeout(settings.quarantineTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private CompletableFuture<?> send(Poison poison) {
        ConsumerRecord<byte[], byte[]> source = poison.source();
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(settings.quarantineTopic(), null, source.key(), source.value(), source.headers());
        QuarantineHeaders.add(copy.headers(), poison, clock.instant());
        return kafka.send(copy);
    }
}
