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

    private static final int MAX_ID_BYTES = 255;

    /** The author that a token's subject names; empty when it cannot be an author id. */
    static Optional<Author> ofSubject(@Nullable String subject) {
        String id = subject == null ? "" : Normalizer.normalize(subject, Normalizer.Form.NFC);
        boolean wrong = id.isBlank()
                || id.getBytes(UTF_8).length > MAX_ID_BYTES
                || id.chars().anyMatch(Character::isISOControl)
                || !UTF_8.newEncoder().canEncode(id);
        return wrong ? Optional.empty() : Optional.of(new Author(id));
    }
}
