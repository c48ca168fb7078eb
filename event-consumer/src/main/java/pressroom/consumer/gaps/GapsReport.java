package pressroom.consumer.gaps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pressroom.events.Gap;
import pressroom.events.Gaps;

/**
 * A group's gaps.
 *
 * @param gaps by partition and offset
 */
record GapsReport(String group, String topic, List<Line> gaps) {

    /**
     * Records that were deleted before the group read them.
     *
     * @param from offset of the first
     * @param to offset behind the last; null if the log was replaced and no longer says how far it went
     * @param records how many, as far as offsets tell; 1 if {@code to} is null
     * @param noticedAt when the group came to them
     * @param isHere whether this instance has the partition, and so can close the gap
     */
    record Line(int partition, long from, @Nullable Long to, long records, Instant noticedAt, boolean isHere) {}

    static List<Line> lines(Map<Integer, Gaps> gaps, boolean isHere) {
        List<Line> lines = new ArrayList<>();
        gaps.forEach((partition, all) -> all.list().forEach(gap -> lines.add(line(partition, gap, isHere))));
        return lines;
    }

    private static Line line(int partition, Gap gap, boolean isHere) {
        return new Line(partition, gap.from(), gap.isOpen() ? null : gap.to(), gap.records(), gap.noticedAt(), isHere);
    }
}
