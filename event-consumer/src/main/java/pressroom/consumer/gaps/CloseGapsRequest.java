package pressroom.consumer.gaps;

import org.jspecify.annotations.Nullable;

/**
 * An operator's word that what lay in the gaps is mended.
 *
 * @param reason for the log, up to 500 characters
 * @param dryRun whether only to tell what would be closed; false
 */
record CloseGapsRequest(@Nullable String reason, @Nullable Boolean dryRun) {

    private static final int LONGEST_REASON = 500;

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** The reason on one line; empty if there is none, or if it is too long. */
    String line() {
        String text = reason == null ? "" : reason.replaceAll("\\p{Cntrl}", " ").strip();
        return text.length() > LONGEST_REASON ? "" : text;
    }
}
