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
 * @param limit most blogs of this call, 1 to 10,000; 10,000, or fewer if the heap is small
 */
record RecoverRequest(
        @Nullable String reason,
        @JsonProperty("do") @Nullable String action,
        @Nullable Boolean dryRun,
        @Nullable UUID after,
        @Nullable Integer limit) {

    static final String TAKE_BACK = "take-back";
    static final String WITHDRAW = "withdraw";
    private static final int MOST = 10_000;

    /** What is remembered of a blog while the topic is read, and told of it in the answer, with room for long titles. */
    private static final long BYTES_OF_A_BLOG = 4_000;

    /** The part of the heap that a page may take. */
    private static final int PART = 8;

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
        return most() < 1 || most() > MOST ? "The field limit is from 1 to 10,000." : null;
    }

    int most() {
        return limit == null ? MOST : limit;
    }

    /** How many blogs one page holds: the topic is read twice for each, so that few large ones are better than many. */
    int page() {
        long room = Runtime.getRuntime().maxMemory() / PART / BYTES_OF_A_BLOG;
        return (int) Math.max(1, Math.min(most(), room));
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
