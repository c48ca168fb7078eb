package pressroom.blog.progress;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topic and its consumer groups at one moment.
 *
 * @param at that moment; null when Kafka has never been seen
 * @param starts by partition, its first offset
 * @param ends by partition, the offset that its next record will get
 * @param groups by name
 * @param note why this is not how it is now, for a person; null when it is
 */
record KafkaView(
        @Nullable Instant at,
        Map<Integer, Long> starts,
        Map<Integer, Long> ends,
        List<GroupView> groups,
        @Nullable String note) {

    static KafkaView never(String note) {
        return new KafkaView(null, Map.of(), Map.of(), List.of(), note);
    }

    /** The same, said to be no longer new; an earlier note is replaced. */
    KafkaView noted(String why) {
        String shown = at == null ? "nothing is known of the groups" : "the groups are shown as they were at " + at;
        return new KafkaView(at, starts, ends, groups, why + "; " + shown);
    }

    /** How many records were ever written. */
    long records() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }
}
