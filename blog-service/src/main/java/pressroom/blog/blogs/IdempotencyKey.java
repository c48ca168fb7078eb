package pressroom.blog.blogs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import pressroom.blog.web.Problem;

/**
 * The author's own name for one request to publish.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key header</a>
 */
record IdempotencyKey(String value) {

    static final String HEADER = "Idempotency-Key";
    private static final int MAX_BYTES = 255;

    /** The key of a request; null when it has none. */
    static @Nullable IdempotencyKey of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.isBlank()
                || header.getBytes(UTF_8).length > MAX_BYTES
                || header.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(Map.of(HEADER, "must be 1 to " + MAX_BYTES + " bytes without control characters"));
        }
        return new IdempotencyKey(header);
    }
}
