package pressroom.blog.outbox;

import org.jspecify.annotations.Nullable;

/**
 * An operator's wish to end a suspension.
 *
 * @param reason for the log, up to 500 characters
 * @param dryRun whether only to tell what would be done; false
 * @param force whether to resume though the topic has what the database lacks; false
 */
record ResumeRequest(
        @Nullable String reason,
        @Nullable Boolean dryRun,
        @Nullable Boolean force) {

    private static final int LONGEST_REASON = 500;

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    boolean isForced() {
        return Boolean.TRUE.equals(force);
    }

    /** The reason on one line; empty if there is none, or if it is too long. */
    String line() {
        String text = reason == null ? "" : reason.replaceAll("\\p{Cntrl}", " ").strip();
        return text.length() > LONGEST_REASON ? "" : text;
    }
}
