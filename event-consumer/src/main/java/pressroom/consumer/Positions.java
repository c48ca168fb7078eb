package pressroom.consumer;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pressroom.events.Gap;
import pressroom.events.Gaps;

/**
 * Where a consumer reads on when the log is not what the group's offsets say, and which gaps that leaves.
 *
 * <p>Kafka's own reset is off. It would go on silently, as if nothing had been lost.
 *
 * <pre>
 *   committed      the log, start to end     read on at   gap
 *   none           0 to any                  start        none
 *   none           S to any                  start        0 to S
 *   P              S to any, P before S      start        P to S
 *   P              S to E, E before P        start        from P on, and 0 to S
 * </pre>
 *
 * In the last case the log was cut off or made again under the same name. What it holds now may be new, so it is read from
 * its start: to read twice is harmless. What it held behind P is unknown. One consumer thread's; others may ask for the gaps
 * and close them.
 */
final class Positions {

    private static final Logger log = LoggerFactory.getLogger(Positions.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Consumer<?, ?> consumer;
    private final String group;
    private final GroupGaps all;
    private final Clock clock;
    private final Map<TopicPartition, Gaps> gaps = new ConcurrentHashMap<>();
    private final Set<TopicPartition> changed = ConcurrentHashMap.newKeySet();
    private final Set<TopicPartition> unknown = new HashSet<>();
    private final Map<TopicPartition, Long> moved = new HashMap<>();

    Positions(Consumer<?, ?> consumer, String group, GroupGaps all, Clock clock) {
        this.consumer = consumer;
        this.group = group;
        this.all = all;
        this.clock = clock;
    }

    Map<TopicPartition, Gaps> gaps() {
        return Map.copyOf(gaps);
    }

    /** Called by any thread; the consumer's own commits soon what is left. */
    synchronized void close(Map<Integer, Gaps> closed) {
        gaps.forEach((partition, now) -> {
            Gaps these = closed.getOrDefault(partition.partition(), Gaps.NONE);
            Gaps left = gaps.computeIfPresent(partition, (same, latest) -> latest.without(these));
            if (left != null && !left.equals(now)) {
                changed.add(partition);
            }
        });
    }

    void assigned(Collection<TopicPartition> partitions) {
        unknown.addAll(partitions);
        load();
    }

    void released(Collection<TopicPartition> partitions) {
        unknown.removeAll(partitions);
        gaps.keySet().removeAll(partitions);
        changed.removeAll(partitions);
        moved.keySet().removeAll(partitions);
        all.changed();
    }

    /** Reads the gaps that the last commits carry, of partitions that are new here. */
    void load() {
        if (!unknown.isEmpty()) {
            Set<TopicPartition> asked = Set.copyOf(unknown);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(asked, TIMEOUT);
            for (TopicPartition partition : asked) {
                OffsetAndMetadata offset = committed.get(partition);
                gaps.put(partition, offset == null ? Gaps.NONE : Gaps.of(offset.metadata()));
            }
            unknown.removeAll(asked);
            all.changed();
        }
    }

    /** Positions whose gaps have changed since their last commit; what was polled is handled, or gone back to, by now. */
    Map<TopicPartition, OffsetAndMetadata> uncommitted() {
        load();
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        changed.retainAll(gaps.keySet());
        for (TopicPartition partition : changed) {
            positions.put(partition, new OffsetAndMetadata(consumer.position(partition, TIMEOUT)));
        }
        return positions;
    }

    /** Begins at the start of these partitions, of which the group has committed no offset. */
    void begin(Set<TopicPartition> partitions) {
        load();
        consumer.beginningOffsets(partitions, TIMEOUT).forEach((partition, start) -> {
            if (start > 0) {
                lost(partition, 0, start);
            }
            move(partition, start);
        });
    }

    /** Reads on where these partitions go on, which no longer hold the position, or hold other records there. */
    void resume(OffsetOutOfRangeException problem) {
        load();
        Map<TopicPartition, Long> positions = new HashMap<>(problem.offsetOutOfRangePartitions());
        positions.keySet().retainAll(consumer.assignment());
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(positions.keySet(), TIMEOUT);
        Map<TopicPartition, Long> ends = consumer.endOffsets(positions.keySet(), TIMEOUT);
        boolean isReplaced = problem instanceof LogTruncationException;
        positions.forEach((partition, position) -> {
            long start = starts.getOrDefault(partition, 0L);
            if (position < start) {
                lost(partition, position, start);
                move(partition, start);
            } else if (isReplaced || position > ends.getOrDefault(partition, Long.MAX_VALUE)) {
                lost(partition, position, Gap.UNKNOWN);
                if (start > 0) {
                    lost(partition, 0, start);
                }
                move(partition, start);
            } else {
                // A broker that had not caught up yet: the records are there.
                consumer.seek(partition, position);
            }
        });
    }

    private void lost(TopicPartition partition, long from, long to) {
        Gap gap = new Gap(
                from, to, clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        gaps.merge(partition, Gaps.NONE.with(gap), (known, more) -> known.with(gap));
        changed.add(partition);
        all.changed();
        log.error(
                "Group {} has a gap in {}: {} were deleted before it read them. Have the posts sent again with POST"
                        + " /ops/republish of blog-service, then close it: see docs/operations/retention.md",
                group,
                partition,
                gap);
    }

    private void move(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
        moved.put(partition, offset);
    }

    /**
     * Commits as they are to be: with the partition's gaps, and none from before a move, which the container may still hold.
     * Between a move's offset and the position lies what was handled since.
     */
    Map<TopicPartition, OffsetAndMetadata> amended(Map<TopicPartition, OffsetAndMetadata> offsets) {
        load();
        Map<TopicPartition, OffsetAndMetadata> amended = new HashMap<>(offsets);
        amended.replaceAll((partition, offset) -> {
            Gaps mine = gaps.getOrDefault(partition, Gaps.NONE);
            Long start = moved.get(partition);
            long next = start == null
                    ? offset.offset()
                    : Math.max(start, Math.min(offset.offset(), consumer.position(partition, TIMEOUT)));
            return next == offset.offset() && mine.isEmpty()
                    ? offset
                    : new OffsetAndMetadata(
                            next, next == offset.offset() ? offset.leaderEpoch() : Optional.empty(), mine.metadata());
        });
        return amended;
    }

    /** Takes note of a commit that succeeded. */
    synchronized void committed(Map<TopicPartition, OffsetAndMetadata> amended) {
        amended.forEach((partition, offset) -> {
            if (offset.metadata().equals(gaps.getOrDefault(partition, Gaps.NONE).metadata())) {
                changed.remove(partition);
            }
        });
    }
}
