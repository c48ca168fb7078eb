package pressroom.consumer.gaps;

import java.util.List;

/**
 * What was closed.
 *
 * @param dryRun whether nothing was
 * @param closed the gaps of this instance's partitions
 * @param elsewhere gaps of partitions that other instances have, which stay open: call those instances
 */
record CloseGapsReport(boolean dryRun, List<GapsReport.Line> closed, List<GapsReport.Line> elsewhere) {}
