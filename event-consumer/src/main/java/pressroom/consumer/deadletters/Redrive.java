package pressroom.consumer.deadletters;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pressroom.consumer.ConsumerSettings;
import pressroom.consumer.DeadLetterId;
import pressroom.consumer.DecodedBatch;
import pressroom.consumer.EventHandler;
import pressroom.consumer.QuarantineHeaders;
import pressroom.consumer.Successes;
import pressroom.consumer.deadletters.RedriveStatus.State;

/** One pass over the dead letters, from their beginning to the end that they had at its start. */
final class Redrive implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Redrive.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long MAX_BATCH_BYTES = 16_000_000;
    private static final int MOST_SEEN = 50_000;

    private final DeadLetterTopic letters;
    private final HandleLetters handling;
    private final RedriveProgress progress;
    private final ConsumerSettings settings;
    private final Clock clock;
    private final Set<DeadLetterId> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeadLetterId, Boolean> eldest) {
            return size() > MOST_SEEN;
        }
    });
    private final CountDownLatch cancelled = new CountDownLatch(1);

    Redrive(
            DeadLetterTopic letters,
            EventHandler handler,
            ConsumerSettings settings,
            Successes successes,
            Clock clock) {
        this.letters = letters;
        this.settings = settings;
        this.clock = clock;
        this.progress = new RedriveProgress(clock.instant());
        this.handling = new HandleLetters(handler, settings, successes, progress, cancelled);
    }

    RedriveStatus status() {
        return progress.status();
    }

    /** Lets it end after the batch in hand. */
    void cancel() {
        cancelled.countDown();
    }

    @Override
    public void run() {
        RedriveStatus end;
        try (Walk walk = letters.walk()) {
            progress.total(walk.total());
            log.info("Redriving {} dead letters of {}", walk.total(), settings.quarantineTopic());
            boolean isDone = redrive(walk);
            end = progress.end(isDone ? State.done : State.cancelled, clock.instant(), null);
        } catch (KafkaException e) {
            end = failed("the dead letters cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            end = progress.end(State.cancelled, clock.instant(), null);
        } catch (RuntimeException | Error e) {
            log.error("A redrive failed", e);
            end = failed(e.toString());
        }
        log.info("Redrive {}: {} handled, {} still poison", end.state(), end.handled(), end.stillPoison());
    }

    private RedriveStatus failed(String why) {
        return progress.end(State.failed, clock.instant(), why);
    }

    /** Whether it came to the end. */
    private boolean redrive(Walk walk) throws InterruptedException {
        while (walk.position() != null || handling.isWaiting()) {
            if (walk.position() != null && handling.hasRoom()) {
                DecodedBatch batch = DecodedBatch.of(nextBatch(walk));
                if (isCancelled() || !handling.handle(batch)) {
                    return false;
                }
            }
            if (!handling.tryAgain()) {
                return false;
            }
        }
        return true;
    }

    private boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** As many as a poll of the source topic would have brought; empty while Kafka does not answer. */
    private List<ConsumerRecord<byte[], byte[]>> nextBatch(Walk walk) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        long bytes = 0;
        while (batch.size() < settings.batchSize() && bytes < MAX_BATCH_BYTES && !isCancelled()) {
            ConsumerRecord<byte[], byte[]> letter = walk.next(POLL);
            if (letter == null) {
                break;
            }
            if (!seen.add(DeadLetterId.of(letter))) {
                progress.total(status().total() - 1);
                continue;
            }
            batch.add(asItWas(letter));
            bytes += Math.max(0, letter.serializedValueSize());
        }
        return batch;
    }

    private static ConsumerRecord<byte[], byte[]> asItWas(ConsumerRecord<byte[], byte[]> letter) {
        return new ConsumerRecord<>(
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.timestamp(),
                letter.timestampType(),
                letter.serializedKeySize(),
                letter.serializedValueSize(),
                letter.key(),
                letter.value(),
                QuarantineHeaders.withoutThem(letter),
                letter.leaderEpoch());
    }
}
