package pressroom.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import pressroom.events.Gaps;

/**
 * The gaps of this process's partitions: records of the topic that were deleted before the group read them. Each commit
 * carries a partition's gaps, so that they follow it to whichever member has it next.
 */
public final class GroupGaps {

    private static final int MOST_LINES = 20;

    private final Set<Positions> members = new CopyOnWriteArraySet<>();
    private final MultiGauge records;

    GroupGaps(MeterRegistry meters) {
        records = MultiGauge.builder("pressroom.consumer.gap.records")
                .description("Records that were deleted before the group read them, by partition of this process;"
                        + " a gap whose end is unknown counts as one")
                .register(meters);
    }

    void join(Positions member) {
        members.add(member);
    }

    void leave(Positions member) {
        members.remove(member);
        changed();
    }

    /** Publishes the metric of all partitions that this process has now. */
    synchronized void changed() {
        records.register(
                ofMembers().entrySet().stream()
                        .map(each -> MultiGauge.Row.of(
                                Tags.of("partition", each.getKey().toString()),
                                each.getValue().records()))
                        .toList(),
                true);
    }

    /** By partition that this process has now; without gaps or with some. */
    public Map<Integer, Gaps> ofMembers() {
        Map<Integer, Gaps> all = new TreeMap<>();
        members.forEach(member -> member.gaps().forEach((partition, gaps) -> all.put(partition.partition(), gaps)));
        return all;
    }

    /** For a person, a line for each gap; not all of very many. */
    List<String> lines() {
        return ofMembers().entrySet().stream()
                .flatMap(each ->
                        each.getValue().list().stream().map(gap -> "partition %d: %s".formatted(each.getKey(), gap)))
                .limit(MOST_LINES)
                .toList();
    }

    /**
     * Closes gaps of this process's partitions. The next commit of each partition, which comes within seconds, no longer
     * carries them.
     *
     * @param closed by partition; what has changed since it was shown stays open
     */
    public void close(Map<Integer, Gaps> closed) {
        members.forEach(member -> member.close(closed));
        changed();
    }
}
