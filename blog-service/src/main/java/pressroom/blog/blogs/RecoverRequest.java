package pressroom.blog.blogs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of posts that the topic has and the database lacks.
 *
 * @param reason for the log, up to 500 characters
 * @param action {@code take-back} puts them into the database again, {@code withdraw} unpublishes them everywhere
 * @param dryRun whether only to tell what would be done; false
 * @param after only ids behind this one: {@code next} of the call before
 * @param limit most blogs of this call, 1 to 1,000; 200
 */
record RecoverRequest(
        @Nullable String reason,
        @JsonProperty("do") @Nullable String action,
        @Nullable Boolean dryRun,
        @Nullable UUID after,
        @Nullable Integer limit) {

    static final String TAKE_BACK = "take-back";
    static final String WITHDRAW = "withdraw";
    private static final int MOST = 1_000;
    private static final int USUAL = 200;
    private static final int LONGEST_REASON = 500;

    /** What is wrong with it; null if nothing is. */
    @Nullable
    String problem() {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            return "The field reason is missing, empty or longer than 500 characters.";
        }
        if (!TAKE_BACK.equals(action) && !WITHDRAW.equals(action)) {
            return "The field do is take-back or withdraw.";
        }
        return most() < 1 || most() > MOST ? "The field limit is from 1 to 1,000." : null;
    }

    int most() {
        return limit == null ? USUAL : limit;
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    boolean takesBack() {
        return TAKE_BACK.equals(action);
    }

    /** The reason on one line. */
    String line() {
        return String.valueOf(reason).replaceAll("\\p{Cntrl}", " ").strip();
    }
}
