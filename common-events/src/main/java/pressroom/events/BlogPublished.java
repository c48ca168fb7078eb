package pressroom.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A blog became readable: for the first time, or again after it was unpublished. */
public record BlogPublished(
        UUID blogId,
        int version,
        String authorId,
        String title,
        Text body,
        List<String> tags,
        Instant publishedAt,
        Instant updatedAt)
        implements BlogWritten {

    /** @throws IllegalArgumentException when a value could not stand in an event; the message says which and why */
    public BlogPublished {
        Valid.version(version);
        Valid.authorId(authorId);
        Valid.text("title", title);
        Valid.text("body", body);
        tags = List.copyOf(tags);
        tags.forEach(tag -> Valid.text("tags", tag));
        Valid.time("publishedAt", publishedAt);
        Valid.time("updatedAt", updatedAt);
    }
}
