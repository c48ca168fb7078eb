package pressroom.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What every event must satisfy, whoever made it: else one reader's database could refuse what another's took. */
final class Valid {

    static final int MAX_AUTHOR_ID_BYTES = 255;

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Valid() {}

    static void version(int version) {
        require(version >= 1, "version must be 1 or more");
    }

    static void authorId(String authorId) {
        text("authorId", authorId);
        require(!authorId.isEmpty(), "authorId must not be empty");
        // A char takes at most three bytes, so most ids need no encoding to be measured.
        require(
                authorId.length() * 3 <= MAX_AUTHOR_ID_BYTES
                        || authorId.getBytes(StandardCharsets.UTF_8).length <= MAX_AUTHOR_ID_BYTES,
                "authorId must not be longer than " + MAX_AUTHOR_ID_BYTES + " bytes");
    }

    /** PostgreSQL refuses U+0000, and UTF-8 cannot carry half of a surrogate pair. */
    static void text(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException(name + " contains U+0000");
            }
            if (Character.isSurrogate(c) && !isPairAt(text, i++)) {
                throw new IllegalArgumentException(name + " contains an unpaired surrogate");
            }
        }
    }

    /** RFC 3339 knows the years 0000 to 9999. */
    static void time(String name, Instant time) {
        require(!time.isBefore(FIRST) && time.isBefore(END), name + " must lie in the years 0000 to 9999");
    }

    private static boolean isPairAt(String text, int i) {
        return i + 1 < text.length()
                && Character.isHighSurrogate(text.charAt(i))
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
