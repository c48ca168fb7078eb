package pressroom.posts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post as its file tells it.
 *
 * @param path where the file lies below the import's root, with {@code /} between its parts
 * @param publishedAt null when neither front matter nor path has a date: the server then takes its own clock
 */
public record Post(
        String path,
        String authorId,
        String title,
        String body,
        List<String> tags,
        @Nullable Instant publishedAt) {

    /** @throws IllegalArgumentException without an author or a title */
    public Post {
        if (authorId.isEmpty() || title.isBlank()) {
            throw new IllegalArgumentException("a post has an author and a title");
        }
        tags = List.copyOf(tags);
    }
}
