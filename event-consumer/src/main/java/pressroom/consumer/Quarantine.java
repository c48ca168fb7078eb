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
 * <p>A write that fails is thrown, so that the batch comes again: poison is never dropped. What is there already is not written
 * again, be it a replay or a crash between the write and the commit. Only two members that have the same partition for a moment
 * may write a letter twice; its {@link DeadLetterId} tells.
 */
final class Quarantine {

    private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

    /** A record may be far larger than the batch it came in, which was compressed: the producer's limit is on the record. */
    static final int MAX_RECORD_BYTES = 64_000_000;

    private final QuarantineTopic topic;
    private final KafkaOperations<byte[], byte[]> kafka;
    private final KnownDeadLetters known;
    private final ConsumerSettings settings;
    private final Clock clock;

    Quarantine(
            QuarantineTopic topic,
            KafkaOperations<byte[], byte[]> kafka,
            KnownDeadLetters known,
            ConsumerSettings settings,
            Clock clock) {
        this.topic = topic;
        this.kafka = kafka;
        this.known = known;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sends all that are not there yet, then awaits all; returns how many those were. */
    int keep(List<Poison> poison) {
        if (poison.isEmpty()) {
            return 0;
        }
        List<Poison> added;
        try {
            topic.ensureExists();
            String topicId = known.refresh();
            added = poison.stream()
                    .filter(each -> !known.contains(topicId, each))
                    .toList();
            sendAll(added, topicId);
            CrashPoint.reached("quarantine.after-write");
        } catch (CompletionException | KafkaException | org.apache.kafka.common.KafkaException e) {
            topic.doubt();
            known.doubt();
            throw new IllegalStateException(
                    "cannot write to the quarantine topic %s: %s"
                            .formatted(settings.quarantineTopic(), NestedExceptionUtils.getMostSpecificCause(e)),
                    e);
        }
        added.forEach(each -> log.warn(
                "Quarantined {}-{}@{}: {}",
                each.source().topic(),
                each.source().partition(),
                each.source().offset(),
                each.reason()));
        return added.size();
    }

    private void sendAll(List<Poison> poison, String topicId) {
        List<CompletableFuture<?>> sends = poison.stream()
                .<CompletableFuture<?>>map(each -> send(each, topicId))
                .toList();
        CompletableFuture.allOf(sends.toArray(CompletableFuture<?>[]::new))
                .orTimeout(settings.quarantineTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private CompletableFuture<?> send(Poison poison, String topicId) {
        ConsumerRecord<byte[], byte[]> source = poison.source();
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(settings.quarantineTopic(), null, source.key(), source.value(), source.headers());
        QuarantineHeaders.add(copy.headers(), poison, topicId, clock.instant());
        return kafka.send(copy)
                .thenAccept(sent -> known.add(
                        DeadLetterId.of(topicId, source),
                        sent.getRecordMetadata().partition(),
                        sent.getRecordMetadata().offset()));
    }
}
