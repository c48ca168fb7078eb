package pressroom.blog.neighbours;

import org.jspecify.annotations.Nullable;

/**
 * What the search answered: hits, or what is wrong with the question, or neither when it did not answer.
 *
 * @param complaint why it refuses the question, in its words
 */
public record SearchAnswer(@Nullable Hits found, @Nullable String complaint) {

    /** No answer in time. */
    public static final SearchAnswer NONE = new SearchAnswer(null, null);
}
