package pressroom.blog.blogs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post of a tree, not checked yet.
 *
 * @param key what makes two imports of it the same publication
 * @param publishedAt when it was first published elsewhere; null for now
 */
public record ImportedPost(
        String authorId,
        String key,
        String title,
        String body,
        List<String> tags,
        @Nullable Instant publishedAt) {}
