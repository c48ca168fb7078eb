package pressroom.blog.progress;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pressroom.events.Gap;
import pressroom.events.Gaps;

/**
 * A consumer group of the topic at one moment.
 *
 * @param members its running consumers
 * @param committed by partition, the offset of the record that it handles next
 * @param gaps by partition, the records that were deleted before it read them; only where there are some
 * @param deadLetters what is known of its dead letters
 */
record GroupView(
        String name,
        int members,
        Map<Integer, Long> committed,
        Map<Integer, Gaps> gaps,
        DeadLetterKnowledge deadLetters) {

    /**
     * The offset of the record that it handles next; the partition's start when it has handled none, or stands behind the
     * end of a log that was cut off, which it reads again.
     */
    long next(int partition, KafkaView view) {
        long start = view.starts().getOrDefault(partition, 0L);
        long next = committed.getOrDefault(partition, start);
        return next > view.ends().getOrDefault(partition, Long.MAX_VALUE) ? start : next;
    }

    /** How many records it has not handled yet, over all partitions. */
    long lag(KafkaView view) {
        return view.ends().entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - next(end.getKey(), view)))
                .sum();
    }

    /** How many records it had handled, or skipped, over all partitions. */
    long handled(KafkaView view) {
        return view.ends().keySet().stream()
                .mapToLong(partition -> next(partition, view))
                .sum();
    }

    /** Whether the record was deleted before it read it, whether the group has come to that place or will. */
    boolean missed(int partition, long offset, @Nullable Instant writtenAt, KafkaView view) {
        return gaps(partition, view).hold(offset, writtenAt == null ? Instant.EPOCH : writtenAt);
    }

    /** Whether any record before this offset may have been deleted before it read it. */
    boolean missedAnyBefore(int partition, long offset, KafkaView view) {
        return gaps(partition, view).list().stream().anyMatch(gap -> gap.from() < offset);
    }

    /** With the one that it has not come to yet: the log begins behind the record that it would handle next. */
    private Gaps gaps(int partition, KafkaView view) {
        Gaps known = gaps.getOrDefault(partition, Gaps.NONE);
        long next = committed.getOrDefault(partition, 0L);
        long start = view.starts().getOrDefault(partition, 0L);
        return next < start ? known.with(new Gap(next, start, Instant.MAX)) : known;
    }

    /** How many records were deleted before it read them, as far as offsets tell. */
    long missed(KafkaView view) {
        return view.ends().keySet().stream()
                .mapToLong(partition -> gaps(partition, view).records())
                .sum();
    }
}
