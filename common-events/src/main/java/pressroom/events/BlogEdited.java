package pressroom.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A readable blog got another title, text or tags. */
public record BlogEdited(
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
    public BlogEdited {
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
