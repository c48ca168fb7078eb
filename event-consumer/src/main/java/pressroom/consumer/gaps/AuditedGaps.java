package pressroom.consumer.gaps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pressroom.consumer.GroupGaps;
import pressroom.consumer.audit.GroupPosition;
import pressroom.consumer.audit.GroupPositions;
import pressroom.events.Gap;
import pressroom.events.Gaps;

/**
 * Closes gaps once an operator's audit has shown that the group lacks nothing, whatever was deleted before the group
 * read it.
 *
 * <p>Only gaps that were noticed before the audit began: the audit may have come to a post before a later one lost its
 * event. And only those that the group has passed, by its commits: an event in the rest may still be on its way.
 */
public final class AuditedGaps {

    private static final Logger log = LoggerFactory.getLogger(AuditedGaps.class);

    private final GroupGaps members;
    private final CloseGaps closeGaps;
    private final GroupPositions positions;

    AuditedGaps(GroupGaps members, CloseGaps closeGaps, GroupPositions positions) {
        this.members = members;
        this.closeGaps = closeGaps;
        this.positions = positions;
    }

    /**
     * What was known before an audit.
     *
     * @param gaps of this instance's partitions
     * @param ends of the topic, by partition
     */
    public record Known(Map<Integer, Gaps> gaps, Map<Integer, Long> ends) {

        /** Copies of the maps. */
        public Known {
            gaps = Map.copyOf(gaps);
            ends = Map.copyOf(ends);
        }
    }

    /** To be called before an audit begins. Without gaps, or while Kafka is away, there is nothing to close later. */
    public Known beforeAudit() {
        Map<Integer, Gaps> gaps = new TreeMap<>(members.ofMembers());
        gaps.values().removeIf(Gaps::isEmpty);
        if (gaps.isEmpty()) {
            return new Known(gaps, Map.of());
        }
        try {
            return new Known(gaps, positions.read().ends());
        } catch (KafkaException e) {
            log.warn("The gaps stay open after this audit: {}", e.toString());
            return new Known(Map.of(), Map.of());
        }
    }

    /**
     * Closes what an audit that ended clean allows to close.
     *
     * @param by who made the audit, for the log
     */
    public void afterCleanAudit(Known known, String by) {
        if (known.gaps().isEmpty()) {
            return;
        }
        try {
            Map<Integer, Gaps> passed = passed(known, positions.read());
            if (!passed.isEmpty()) {
                closeGaps.close(passed, "an audit that began after them was clean", by);
            }
        } catch (KafkaException e) {
            log.warn("The gaps stay open after this audit: {}", e.toString());
        }
    }

    private static Map<Integer, Gaps> passed(Known known, GroupPosition position) {
        Map<Integer, Gaps> passed = new TreeMap<>();
        known.gaps().forEach((partition, gaps) -> {
            long next = position.committed().getOrDefault(partition, 0L);
            List<Gap> closed = new ArrayList<>();
            for (Gap gap : gaps.list()) {
                // One without an end is in a log that was replaced: all that the new one had is passed.
                long behind = gap.isOpen() ? known.ends().getOrDefault(partition, Long.MAX_VALUE) : gap.to();
                if (next >= behind) {
                    closed.add(gap);
                }
            }
            if (!closed.isEmpty()) {
                passed.put(partition, new Gaps(closed));
            }
        });
        return passed;
    }
}
