package pressroom.blog.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When each group was seen to pass which offset: enough to tell for every post when a group was done with it, whoever watched
 * it. Only the latest moves are kept.
 */
@Component
class PassedOffsets {

    private static final int KEPT = 1_000;
    /** Between two looks further apart nobody watched: what was passed meanwhile was passed at no known time. */
    private static final Duration GAP = Duration.ofSeconds(5);

    private final Map<GroupPartition, NavigableMap<Long, Instant>> moves = new HashMap<>();
    private Instant lastLook = Instant.EPOCH;

    synchronized void seen(KafkaView view) {
        Instant at = view.at();
        if (at == null) {
            return;
        }
        if (Duration.between(lastLook, at).compareTo(GAP) > 0) {
            moves.clear();
        }
        lastLook = at;
        for (GroupView group : view.groups()) {
            for (int partition : view.ends().keySet()) {
                seen(new GroupPartition(group.name(), partition), group.next(partition, view), at);
            }
        }
        moves.keySet().removeIf(gone -> view.groups().stream()
                .noneMatch(group -> group.name().equals(gone.group())));
    }

    private void seen(GroupPartition where, long next, Instant at) {
        NavigableMap<Long, Instant> moved = moves.computeIfAbsent(where, first -> new TreeMap<>());
        if (!moved.isEmpty() && next < moved.lastKey()) {
            // The group was set back, to read again.
            moved.clear();
        }
        moved.putIfAbsent(next, at);
        if (moved.size() > KEPT) {
            moved.pollFirstEntry();
        }
    }

    /**
     * When the group was seen behind this offset for the first time.
     *
     * @return null when it was so before anybody looked: the oldest move that is known says where it was, not since when
     */
    synchronized @Nullable Instant passed(String group, int partition, long offset) {
        NavigableMap<Long, Instant> moved =
                moves.getOrDefault(new GroupPartition(group, partition), Collections.emptyNavigableMap());
        Map.Entry<Long, Instant> behind = moved.higherEntry(offset);
        return behind == null || moved.lowerEntry(behind.getKey()) == null ? null : behind.getValue();
    }

    private record GroupPartition(String group, int partition) {}
}
