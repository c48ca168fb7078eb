package pressroom.blog.neighbours;

import org.jspecify.annotations.Nullable;

/** What a reader looks for; an empty text is no condition. */
public record SearchWish(
        String q,
        String author,
        String tag,
        int limit,
        @Nullable String cursor) {

    /** Whether it asks for anything in particular. */
    public boolean isEmpty() {
        return q.isBlank() && author.isBlank() && tag.isBlank();
    }
}
