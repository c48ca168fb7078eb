package pressroom.consumer.gaps;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pressroom.consumer.ConsumerSettings;
import pressroom.consumer.GroupGaps;
import pressroom.events.Gaps;

/** Tells a group's gaps and closes them. */
public final class CloseGaps {

    private static final Logger audit = LoggerFactory.getLogger("pressroom.audit");

    private final GroupGaps members;
    private final CommittedGaps committed;
    private final ConsumerSettings settings;

    CloseGaps(GroupGaps members, CommittedGaps committed, ConsumerSettings settings) {
        this.members = members;
        this.committed = committed;
        this.settings = settings;
    }

    /** This instance's gaps as they are, and those of other instances as they were last committed. */
    GapsReport report() {
        List<GapsReport.Line> all = Stream.concat(
                        GapsReport.lines(members.ofMembers(), true).stream(),
                        GapsReport.lines(elsewhere(), false).stream())
                .toList();
        return new GapsReport(settings.group(), settings.topic(), all);
    }

    private Map<Integer, Gaps> elsewhere() {
        Map<Integer, Gaps> others = new TreeMap<>(committed.read());
        others.keySet().removeAll(members.ofMembers().keySet());
        return others;
    }

    /** Closes this instance's, or tells what would be closed. */
    CloseGapsReport close(CloseGapsRequest request, String operator) {
        Map<Integer, Gaps> here = members.ofMembers();
        CloseGapsReport report = new CloseGapsReport(
                request.isDryRun(), GapsReport.lines(here, true), GapsReport.lines(elsewhere(), false));
        if (!request.isDryRun()) {
            close(here, request.line(), operator);
        }
        return report;
    }

    /**
     * Closes gaps of this instance's partitions.
     *
     * @param gaps by partition, as they were when what lay in them was found mended; one that has grown since stays open
     * @param reason for the log, on one line
     * @param by an operator, or what closes them by itself
     */
    public void close(Map<Integer, Gaps> gaps, String reason, String by) {
        members.close(gaps);
        audit.info(
                "operator={} call=closeGaps group={} reason=\"{}\" closed={}",
                by,
                settings.group(),
                reason,
                GapsReport.lines(gaps, true));
    }
}
