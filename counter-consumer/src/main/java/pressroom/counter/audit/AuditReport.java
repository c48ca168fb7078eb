package pressroom.counter.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How the ledger and the totals compare with what is published.
 *
 * @param result clean if nothing differs, drift if something does, unknown if that cannot be told
 * @param posts whose ledger rows differ, up to {@code pressroom.audit.most}
 * @param totals that differ, up to as many; none if more posts differ than are named
 * @param undecided posts that may be on their way
 * @param more whether more differs than is told here: call it again after a repair
 */
record AuditReport(
        Result result, List<PostDrift> posts, List<TotalDrift> totals, List<UndecidedPost> undecided, boolean more) {

    /** What it comes to. */
    enum Result {
        /** Nothing differs. */
        @JsonProperty("clean")
        CLEAN,
        /** Something differs. */
        @JsonProperty("drift")
        DRIFT,
        /** Nothing is known to differ, and not everything could be compared. */
        @JsonProperty("unknown")
        UNKNOWN
    }

    static AuditReport of(List<PostDrift> posts, List<TotalDrift> totals, List<UndecidedPost> undecided, boolean more) {
        Result result = !posts.isEmpty() || !totals.isEmpty()
                ? Result.DRIFT
                : undecided.isEmpty() && !more ? Result.CLEAN : Result.UNKNOWN;
        return new AuditReport(result, posts, totals, undecided, more);
    }
}
