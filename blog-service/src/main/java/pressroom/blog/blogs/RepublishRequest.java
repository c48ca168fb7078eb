package pressroom.blog.blogs;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which blogs' events are sent again. All conditions that are given hold; one must be given, or {@code all}.
 *
 * @param reason for the log, up to 500 characters
 * @param dryRun whether only to tell which ones; false
 * @param blogIds these, at most 1,000
 * @param author of this author
 * @param changedSince whose newest version is of then or later
 * @param all every blog; false
 * @param after only ids behind this one: {@code next} of the call before
 * @param limit most blogs of this call, 1 to 1,000; 200
 */
record RepublishRequest(
        @Nullable String reason,
        @Nullable Boolean dryRun,
        @Nullable List<UUID> blogIds,
        @Nullable String author,
        @Nullable Instant changedSince,
        @Nullable Boolean all,
        @Nullable UUID after,
        @Nullable Integer limit) {

    private static final int MOST = 1_000;
    private static final int USUAL = 200;
    private static final int LONGEST_REASON = 500;

    /** What is wrong with it; null if nothing is. */
    @Nullable
    String problem() {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            return "The field reason is missing, empty or longer than 500 characters.";
        }
        if (blogIds == null && author == null && changedSince == null && !Boolean.TRUE.equals(all)) {
            return "Give blogIds, author or changedSince, or all.";
        }
        if (blogIds != null && blogIds.size() > MOST) {
            return "At most 1,000 blogIds can be given.";
        }
        return most() < 1 || most() > MOST ? "The field limit is from 1 to 1,000." : null;
    }

    int most() {
        return limit == null ? USUAL : limit;
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** The reason on one line. */
    String line() {
        return String.valueOf(reason).replaceAll("\\p{Cntrl}", " ").strip();
    }
}
