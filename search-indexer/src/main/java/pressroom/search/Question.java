package pressroom.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to find.
 *
 * @param words what the post should say; none means all posts, newest first
 * @param author only this author's posts
 * @param tag only posts with this tag
 * @param limit most hits on a page
 * @param cursor where the last page ended
 */
record Question(
        Words words,
        @Nullable String author,
        @Nullable String tag,
        int limit,
        @Nullable Cursor cursor) {

    static final int LONGEST = 1000;
    private static final int DEFAULT_LIMIT = 10;
    private static final int MOST = 100;

    /**
     * Reads the parameters of a request; an empty one counts as absent.
     *
     * @throws IllegalArgumentException when one makes no sense; says which
     */
    static Question of(
            @Nullable String q,
            @Nullable String author,
            @Nullable String tag,
            @Nullable String limit,
            @Nullable String cursor) {
        for (String text : List.of(given(q), given(author), given(tag))) {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "q, author and tag must not be longer than %d characters each".formatted(LONGEST));
            }
        }
        Words words = Words.of(given(q));
        return new Question(
                words,
                given(author).isEmpty() ? null : author,
                given(tag).isEmpty() ? null : tag,
                limit(given(limit)),
                given(cursor).isEmpty()
                        ? null
                        : Cursor.parse(given(cursor), !words.text().isEmpty()));
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static int limit(String text) {
        if (text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new IllegalArgumentException("limit must be a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }
}
