package pressroom.consumer.deadletters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import pressroom.consumer.DeadLetterId;

/** The dead letters as a person reads them, in bounded time. */
final class DeadLetters {

    private final DeadLetterTopic topic;

    DeadLetters(DeadLetterTopic topic) {
        this.topic = topic;
    }

    /**
     * Reads one page.
     *
     * @param from the first place; null for the very first
     * @throws org.apache.kafka.common.KafkaException when Kafka cannot be read in time
     */
    LetterPage page(@Nullable Place from, int limit) {
        try (Walk walk = topic.walk()) {
            long end = System.nanoTime() + DeadLetterTopic.TIMEOUT.toNanos();
            if (from != null) {
                walk.goTo(from);
            }
            List<Letter> letters = new ArrayList<>();
            Set<DeadLetterId> seen = new HashSet<>();
            while (letters.size() < limit && walk.position() != null) {
                ConsumerRecord<byte[], byte[]> record = walk.next(left(end));
                if (record != null && seen.add(DeadLetterId.of(record))) {
                    letters.add(Letter.of(record));
                } else if (left(end).isZero()) {
                    break;
                }
            }
            Place next = walk.position();
            if (letters.isEmpty() && next != null) {
                throw new TimeoutException("no letter came in time");
            }
            return new LetterPage(walk.total(), letters, next == null ? null : next.cursor());
        }
    }

    /**
     * Reads one letter; empty when there is none at this place.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka cannot be read in time
     */
    Optional<WholeLetter> at(Place place) {
        try (Walk walk = topic.walk()) {
            walk.goTo(place);
            if (!place.equals(walk.position())) {
                return Optional.empty();
            }
            ConsumerRecord<byte[], byte[]> record = walk.next(DeadLetterTopic.TIMEOUT);
            if (record == null && place.equals(walk.position())) {
                throw new TimeoutException("the letter did not come in time");
            }
            return Optional.ofNullable(record)
                    .filter(found -> found.offset() == place.offset())
                    .map(WholeLetter::of);
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
