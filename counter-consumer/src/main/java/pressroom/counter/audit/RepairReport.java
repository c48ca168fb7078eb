package pressroom.counter.audit;

import java.util.List;

/**
 * What was repaired.
 *
 * @param dryRun whether nothing was
 * @param posts whose ledger rows became what {@code blogs} has; without those that an event repaired meanwhile
 * @param totals that became what they should be
 * @param undecided posts that may be on their way, and were left alone
 * @param more whether more differs: call it again
 */
record RepairReport(
        boolean dryRun, List<PostDrift> posts, List<TotalDrift> totals, List<UndecidedPost> undecided, boolean more) {}
