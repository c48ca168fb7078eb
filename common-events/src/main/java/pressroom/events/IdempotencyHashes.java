package pressroom.events;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a post's Idempotency-Key was, as hashes, so that a database that has lost the post can answer the same request
 * again. Both are SHA-256 in lower-case hexadecimal digits.
 *
 * @param key of the author id, a zero byte and the key
 * @param request of what was asked for under the key
 */
public record IdempotencyHashes(String key, String request) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if one of them is no hash */
    public IdempotencyHashes {
        if (!areHashes(key, request)) {
            throw new IllegalArgumentException("an idempotency hash is not 64 hexadecimal digits");
        }
    }

    /** Null if one of them is no hash: what is spoilt is left out, and its event is sent and counts all the same. */
    public static @Nullable IdempotencyHashes orNull(String key, String request) {
        return areHashes(key, request) ? new IdempotencyHashes(key, request) : null;
    }

    private static boolean areHashes(String key, String request) {
        return SHA_256.matcher(key).matches() && SHA_256.matcher(request).matches();
    }
}
