package pressroom.counter.audit;

import org.jspecify.annotations.Nullable;

/**
 * An author's total beside the ledger, at one snapshot.
 *
 * @param total what {@code users} has; null for no row
 * @param liveRows the author's live rows in the ledger
 */
record AuthorTotal(String authorId, @Nullable Long total, long liveRows) {

    /** What the total lacks. No event changes it, since an event changes both in one commit. */
    long difference() {
        return liveRows - (total == null ? 0 : total);
    }
}
