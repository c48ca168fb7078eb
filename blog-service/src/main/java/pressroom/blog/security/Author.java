package pressroom.blog.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request, as the token in its header or cookie says; never taken from the request's body.
 *
 * @param id the token's subject in NFC
 */
public record Author(String id) {

    /** What an author id must be, to be put behind its name. */
    public static final String ID_RULE = "must have 1 to 255 bytes and no control characters";

    private static final int MAX_ID_BYTES = 255;

    /** Whether this can be an author's id; {@code text} is in NFC. */
    public static boolean isId(String text) {
        return !text.isBlank()
                && text.getBytes(UTF_8).length <= MAX_ID_BYTES
                && text.chars().noneMatch(Character::isISOControl)
                && UTF_8.newEncoder().canEncode(text);
    }

    /** The author that a token's subject names; empty when it cannot be an author id. */
    static Optional<Author> ofSubject(@Nullable String subject) {
        String id = subject == null ? "" : Normalizer.normalize(subject, Normalizer.Form.NFC);
        return isId(id) ? Optional.of(new Author(id)) : Optional.empty();
    }
}
