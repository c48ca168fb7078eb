package pressroom.consumer.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the group had read the topic at one moment.
 *
 * @param committed by partition, the offset of the record that it handles next
 * @param starts by partition, its first offset
 * @param ends by partition, the offset that its next record will get; later than {@code committed}
 */
public record GroupPosition(Map<Integer, Long> committed, Map<Integer, Long> starts, Map<Integer, Long> ends) {

    /**
     * Why the group may still come to this blog's newest event; null if it has passed it.
     *
     * <p>An event whose place is not known lies before any ends that were read after it was sent. Those of this
     * position would do, but they are later than its offsets: while records arrive, no position reaches its own ends.
     *
     * @param blog as it was published before this position was read
     * @param ends the topic's, read at the first moment after the blog was seen as sent in this version
     */
    public @Nullable String whyNotPassed(BlogState blog, Map<Integer, Long> ends) {
        if (!blog.sent()) {
            return "its newest event is not on the topic yet";
        }
        Integer partition = blog.partition();
        Long offset = blog.offset();
        if (partition != null && offset != null && this.ends.containsKey(partition)) {
            return next(partition) > offset
                    ? null
                    : "the group has not come to its newest event, in partition %d at offset %d"
                            .formatted(partition, offset);
        }
        return ends.entrySet().stream().allMatch(end -> next(end.getKey()) >= end.getValue())
                ? null
                : "the place of its newest event is not known, and the group has not reached the topic's end yet";
    }

    private long next(int partition) {
        return committed.getOrDefault(partition, starts.getOrDefault(partition, 0L));
    }
}
