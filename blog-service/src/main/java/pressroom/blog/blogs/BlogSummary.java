package pressroom.blog.blogs;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A blog in a list: all but its text. */
public record BlogSummary(
        UUID id,
        int version,
        String authorId,
        String title,
        List<String> tags,
        Instant publishedAt,
        Instant updatedAt) {}
