package pressroom.blog.progress;

import java.util.Map;

/**
 * A consumer group of the topic at one moment.
 *
 * @param members its running consumers
 * @param committed by partition, the offset of the record that it handles next
 * @param deadLetters what is known of its dead letters
 */
record GroupView(String name, int members, Map<Integer, Long> committed, DeadLetterKnowledge deadLetters) {

    /** The offset of the record that it handles next; the partition's start when it has handled none. */
    long next(int partition, KafkaView view) {
        return committed.getOrDefault(partition, view.starts().getOrDefault(partition, 0L));
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
}
