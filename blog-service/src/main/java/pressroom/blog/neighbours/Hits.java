package pressroom.blog.neighbours;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found.
 *
 * @param total how many posts match; 10,000 means that or more
 * @param next the cursor of the following page; null on the last one
 */
public record Hits(long total, List<Hit> hits, @Nullable String next) {

    /**
     * A post that was found.
     *
     * @param snippet HTML from the other service, not yet trusted
     */
    public record Hit(UUID id, String title, String authorId, List<String> tags, Instant publishedAt, String snippet) {}
}
