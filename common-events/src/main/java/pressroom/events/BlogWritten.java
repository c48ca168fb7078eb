package pressroom.events;

import java.time.Instant;
import java.util.List;

/** A change that leaves the blog readable: the event carries the whole content, so that no reader has to ask for it. */
public sealed interface BlogWritten extends BlogEvent permits BlogPublished, BlogEdited {

    /** The title as the author wrote it. */
    String title();

    /** The text in Markdown. */
    Text body();

    /** The author's tags, in the author's order. */
    List<String> tags();

    /** When the blog was first published; lies in the past for an imported one. */
    Instant publishedAt();

    /** When this version was written. */
    Instant updatedAt();

    @Override
    default boolean live() {
        return true;
    }
}
