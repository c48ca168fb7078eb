package pressroom.blog.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;
import pressroom.crash.CrashPoint;

/** Sends batches of events to the topic and awaits the acknowledgement of each. */
class EventSender {

    private static final Logger log = LoggerFactory.getLogger(EventSender.class);

    /** What no further attempt can mend: the record is refused for what it is. */
    private static final Set<Class<?>> FOR_GOOD = Set.of(RecordTooLargeException.class, InvalidRecordException.class);

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

    /**
     * Sends all, then awaits all.
     *
     * <p>The producer never gives up on a record by itself, since it would then go on with the records behind it, and a blog's
     * versions could change places. When the time is over it is this method that gives up on all that is still open: the
     * producer is thrown away, and the batch is sent again from its beginning.
     *
     * @return an answer for each row, in their order
     * @throws IllegalStateException when the batch must be sent again
     */
    List<Answer> sendAndAwait(List<OutboxRow> rows) {
        Producer<byte[], byte[]> producer = producers.createProducer();
        try {
            List<Future<RecordMetadata>> sends = new ArrayList<>(rows.size());
            for (OutboxRow row : rows) {
                sends.add(producer.send(row.toRecord(settings.topic())));
            }
            CrashPoint.reached("relay.after-send");
            return await(sends, rows);
        } catch (RuntimeException | TimeoutException e) {
            producers.reset();
            throw new IllegalStateException(
                    "%d events could not be sent and are sent again: %s".formatted(rows.size(), e), e);
        } catch (InterruptedException e) {
            producers.reset();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending; the events are sent again", e);
        } finally {
            producer.close();
        }
    }

    private List<Answer> await(List<Future<RecordMetadata>> sends, List<OutboxRow> rows)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + settings.sendTimeout().toNanos();
        List<Answer> answers = new ArrayList<>(sends.size());
        for (int i = 0; i < sends.size(); i++) {
            answers.add(await(sends.get(i), rows.get(i), Duration.ofNanos(deadline - System.nanoTime())));
        }
        return answers;
    }

    private static Answer await(Future<RecordMetadata> send, OutboxRow row, Duration timeout)
            throws InterruptedException, TimeoutException {
        try {
            RecordMetadata ack = send.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(ack.partition(), ack.offset(), null);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause == null || !FOR_GOOD.contains(cause.getClass())) {
                throw new IllegalStateException(String.valueOf(cause), e);
            }
            log.error(
                    "Kafka refuses event {} of blog {} for good: {}", row.eventId(), row.blogId(), cause.getMessage());
            return new Answer(-1, -1, String.valueOf(cause));
        }
    }

    /**
     * What Kafka said to an event.
     *
     * @param refusal why it will never be taken; null when it was
     */
    record Answer(int partition, long offset, @Nullable String refusal) {}
}
