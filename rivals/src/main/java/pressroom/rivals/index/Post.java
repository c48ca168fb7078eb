package pressroom.rivals.index;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pressroom.events.BlogEvent;
import pressroom.events.BlogWritten;

/** A post as the index holds it; one that was taken back stays as a version without content. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Post(
        UUID blogId,
        int version,
        boolean live,
        String authorId,
        @Nullable String title,
        @Nullable String body,
        @Nullable List<String> tags,
        @Nullable Instant publishedAt,
        @Nullable Instant updatedAt) {

    /** The post after an event. */
    public static Post after(BlogEvent event) {
        if (event instanceof BlogWritten written) {
            return new Post(
                    written.blogId(),
                    written.version(),
                    true,
                    written.authorId(),
                    written.title(),
                    written.body().toString(),
                    written.tags(),
                    written.publishedAt(),
                    written.updatedAt());
        }
        return new Post(event.blogId(), event.version(), false, event.authorId(), null, null, null, null, null);
    }

    /** The document's id. */
    String id() {
        return blogId.toString();
    }
}
