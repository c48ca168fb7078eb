package pressroom.counter.audit;

import org.jspecify.annotations.Nullable;

/**
 * A wish to repair what differs.
 *
 * @param reason for the log, up to 500 characters
 * @param dryRun whether only to tell what would be repaired; false
 */
record RepairRequest(@Nullable String reason, @Nullable Boolean dryRun) {

    private static final int LONGEST_REASON = 500;

    /** What is wrong with it; null if nothing is. */
    @Nullable
    String problem() {
        return reason == null || reason.isBlank() || reason.length() > LONGEST_REASON
                ? "The field reason is missing, empty or longer than 500 characters."
                : null;
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** The reason on one line. */
    String line() {
        return String.valueOf(reason).replaceAll("\\p{Cntrl}", " ").strip();
    }
}
