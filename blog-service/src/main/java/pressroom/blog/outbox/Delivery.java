package pressroom.blog.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;
import pressroom.crash.CrashPoint;

/**
 * One batch on its way to the topic. It is sent in parts, so that the next part can be read while Kafka takes the last one; no more
 * than two of them are open at once. For one thread.
 *
 * <p>The producer never gives up on a record by itself, since it would then go on with the records behind it, and a blog's
 * versions could change places. When the time is over it is the delivery that gives up on all that is still open: the producer is
 * thrown away, and the batch is sent again from its beginning. So it is after whatever exception.
 */
final class Delivery implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /** What no further attempt can mend: the record is refused for what it is. */
    private static final Set<Class<?>> FOR_GOOD = Set.of(RecordTooLargeException.class, InvalidRecordException.class);

    /** All that is needed of an event once the producer has it. With its row the payload would live until the acknowledgement. */
    private record Sent(long outboxId, UUID eventId, UUID blogId, Future<RecordMetadata> ack) {}

    private final ProducerFactory<byte[], byte[]> producers;
    private final RelaySettings settings;
    private final Producer<byte[], byte[]> producer;
    private final List<Outbox.Relayed> relayed = new ArrayList<>();
    private final List<Outbox.Refused> refused = new ArrayList<>();
    private List<Sent> open = List.of();
    private boolean settled = true;

    Delivery(ProducerFactory<byte[], byte[]> producers, RelaySettings settings) {
        this.producers = producers;
        this.settings = settings;
        this.producer = producers.createProducer();
    }

    /** Sends one more part, and awaits the part before it. */
    void send(List<OutboxRow> part) {
        settled = false;
        List<Sent> sent = new ArrayList<>(part.size());
        for (OutboxRow row : part) {
            Future<RecordMetadata> ack = producer.send(row.toRecord(settings.topic()));
            sent.add(new Sent(row.id(), row.eventId(), row.blogId(), ack));
        }
        CrashPoint.reached("relay.after-send");
        awaitOpen();
        open = sent;
    }

    /** Awaits the acknowledgement of all that has been sent. */
    void awaitAll() {
        awaitOpen();
        open = List.of();
        settled = true;
    }

    private void awaitOpen() {
        long deadline = System.nanoTime() + settings.sendTimeout().toNanos();
        try {
            for (Sent event : open) {
                await(event, deadline - System.nanoTime());
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "%d events could not be sent and are sent again: %s".formatted(open.size(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending; the events are sent again", e);
        }
    }

    private void await(Sent event, long nanos) throws InterruptedException, TimeoutException {
        try {
            RecordMetadata place = event.ack().get(nanos, TimeUnit.NANOSECONDS);
            relayed.add(new Outbox.Relayed(event.outboxId(), place.partition(), place.offset()));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause == null || !FOR_GOOD.contains(cause.getClass())) {
                throw new IllegalStateException("an event could not be sent and is sent again: " + cause, e);
            }
            log.error(
                    "Kafka refuses event {} of blog {} for good: {}",
                    event.eventId(),
                    event.blogId(),
                    cause.getMessage());
            refused.add(new Outbox.Refused(event.outboxId(), event.eventId(), event.blogId(), String.valueOf(cause)));
        }
    }

    /** Where the awaited events went, in the order in which they were sent. */
    List<Outbox.Relayed> relayed() {
        return relayed;
    }

    /** The awaited events that Kafka will never take. */
    List<Outbox.Refused> refused() {
        return refused;
    }

    /** What has not been awaited is sent again by another delivery: the producer that might yet deliver it is thrown away. */
    @Override
    public void close() {
        if (!settled) {
            producers.reset();
        }
        producer.close();
    }
}
