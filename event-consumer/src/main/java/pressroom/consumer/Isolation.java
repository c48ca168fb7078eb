package pressroom.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a consumer thread finds the event that its handler fails on. After a failure the next batch is half as large, until one
 * event fails alone. Its partition then waits and tries again, while the other partitions go on.
 *
 * <p>Batches are cut where they are polled: what is beyond the limit is gone back to. So the container acknowledges exactly what
 * was handled. The event that fails is kept and needs no fetch for its next try, which would cost the other partitions theirs.
 * While nothing fails, nothing is cut, paused or looked at. One thread's.
 */
final class Isolation {

    private static final Logger log = LoggerFactory.getLogger(Isolation.class);
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final Duration SHORTEST_POLL = Duration.ofMillis(1);
    private static final Duration POSITION = Duration.ofSeconds(1);

    private final ConsumerSettings settings;
    private final ConsumerState state;
    private final Successes successes;
    private final Map<TopicPartition, FailingEvent> failing = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private int limit = UNLIMITED;
    private boolean wasRetry;

    Isolation(ConsumerSettings settings, ConsumerState state, Successes successes) {
        this.settings = settings;
        this.state = state;
        this.successes = successes;
    }

    boolean isActive() {
        return limit != UNLIMITED || !failing.isEmpty() || !paused.isEmpty();
    }

    /** Polls partitions that do not wait and cuts what comes; or else the event whose next try is due, which comes alone. */
    ConsumerRecords<byte[], byte[]> poll(
            Consumer<byte[], byte[]> consumer,
            Function<Duration, ConsumerRecords<byte[], byte[]>> poll,
            Duration timeout) {
        pauseWaiting(consumer);
        FailingEvent next =
                failing.values().stream().min(Comparator.comparing(this::left)).orElse(null);
        Duration left = next == null ? timeout : left(next);
        // In turns with the other partitions.
        wasRetry = !wasRetry && next != null && left.isZero();
        if (next != null && wasRetry) {
            consumer.seek(next.partition(), next.offset() + 1);
            return PolledRecords.only(next.source());
        }
        Duration patience = left.compareTo(timeout) < 0 ? left : timeout;
        ConsumerRecords<byte[], byte[]> records =
                poll.apply(patience.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : patience);
        List<ConsumerRecord<byte[], byte[]>> kept = firstOf(records);
        return kept.size() == records.count() ? records : PolledRecords.cut(consumer, records, kept);
    }

    private Duration left(FailingEvent event) {
        return event.left(System.nanoTime(), successes.since(event.lastAttempt()));
    }

    private void pauseWaiting(Consumer<?, ?> consumer) {
        // What was taken away, and may have come back elsewhere, is its owner's to try.
        boolean isGone = failing.values()
                .removeIf(event -> !consumer.assignment().contains(event.partition())
                        || consumer.position(event.partition(), POSITION) != event.offset());
        if (isGone) {
            publish();
        }
        paused.retainAll(consumer.assignment());
        Set<TopicPartition> freed = new HashSet<>(paused);
        freed.removeAll(failing.keySet());
        consumer.resume(freed);
        consumer.pause(failing.keySet());
        paused.clear();
        paused.addAll(failing.keySet());
    }

    private List<ConsumerRecord<byte[], byte[]>> firstOf(ConsumerRecords<byte[], byte[]> records) {
        List<ConsumerRecord<byte[], byte[]>> first = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (first.size() == limit) {
                break;
            }
            first.add(record);
        }
        return first;
    }

    /** Takes note of a batch that failed; false if an event failed alone, whose partition now waits. */
    boolean halve(ConsumerRecords<byte[], byte[]> records, Throwable reason) {
        if (records.count() > 1) {
            limit = records.count() / 2;
            return true;
        }
        ConsumerRecord<byte[], byte[]> only = records.iterator().next();
        FailingEvent known = failing.get(PolledRecords.partition(only));
        FailingEvent event = known != null && known.offset() == only.offset() ? known : new FailingEvent(only);
        failing.put(event.partition(), event);
        long now = System.nanoTime();
        Duration pause = Duration.ofMillis(settings.pauseMillis(event.attempts() + 1));
        event.failed(reason, successes.since(event.lastAttempt()), now, pause);
        if (event.attempts() == 1) {
            log.warn("Group {}: {}", settings.group(), event, reason);
        } else {
            log.warn("Group {}, next try in {} ms: {}", settings.group(), pause.toMillis(), event);
        }
        publish();
        return false;
    }

    /** Why the only record is to be dead-lettered instead of tried again; null as a rule. */
    @Nullable
    String givenUp(List<ConsumerRecord<byte[], byte[]>> records) {
        if (settings.deadLetterAfter() == 0 || failing.isEmpty() || records.size() != 1) {
            return null;
        }
        FailingEvent event = failing.get(PolledRecords.partition(records.get(0)));
        if (event == null
                || event.offset() != records.get(0).offset()
                || event.counted(successes.since(event.lastAttempt())) < settings.deadLetterAfter()) {
            return null;
        }
        return "the handler failed on it %d times, and handled others before and after %d of them: %s"
                .formatted(event.attempts(), settings.deadLetterAfter(), event.reason());
    }

    /** Takes note of a batch that is done. */
    void succeeded(List<ConsumerRecord<byte[], byte[]>> records) {
        if (!isActive()) {
            return;
        }
        boolean isFreed = false;
        for (ConsumerRecord<?, ?> record : records) {
            FailingEvent event = failing.get(PolledRecords.partition(record));
            if (event != null && event.offset() <= record.offset()) {
                failing.remove(event.partition());
                isFreed = true;
            }
        }
        limit = isFreed || limit >= settings.batchSize() ? UNLIMITED : 2 * limit;
        publish();
    }

    private void publish() {
        state.eventsFail(failing.values().stream().map(FailingEvent::toString).toList());
    }
}
