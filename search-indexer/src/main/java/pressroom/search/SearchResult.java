package pressroom.search;

import io.swagger.v3.oas.annotations.media.Schema;
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
@Schema(example = """
                {"total": 1,
                 "hits": [{"id": "0198c0de-0000-7000-8000-000000000001", "title": "Hello", "authorId": "ada", "tags": ["hello"],
                           "publishedAt": "2026-02-20T10:00:00Z", "snippet": "My <em>first</em> post."}],
                 "next": null}
                """)
record SearchResult(long total, List<Hit> hits, @Nullable String next) {

    /**
     * A post that was found.
     *
     * @param snippet safe HTML: what the words were found in, with {@code <em>} around them, or the beginning of the post
     */
    record Hit(UUID id, String title, String authorId, List<String> tags, Instant publishedAt, String snippet) {}
}
