package pressroom.blog.blogs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an author sends. Nothing of it is trusted yet; fields that are not named here, such as an author, are ignored. */
public record BlogRequest(
        @Nullable String title,
        @Nullable String body,
        @Nullable List<@Nullable String> tags,
        @Nullable String publishedAt) {}
