package pressroom.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param total how many posts match; counted up to 10,000, which then means "or more"
 * @param hits best first
 * @param next the cursor of the following page; null on the last one
 */
record SearchResult(long total, List<Hit> hits, @Nullable String next) {

    /**
     * A post that was found.
     *
     * @param snippet safe HTML: what the words were found in, with {@code <em>} around them, or the beginning of the post
     */
    record Hit(UUID id, String title, String authorId, List<String> tags, Instant publishedAt, String snippet) {}
}
