package pressroom.events;

import static java.nio.charset.StandardCharsets.UTF_8;

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
                authorId.length() * 3 <= MAX_AUTHOR_ID_BYTES || authorId.getBytes(UTF_8).length <= MAX_AUTHOR_ID_BYTES,
                "authorId must not be longer than " + MAX_AUTHOR_ID_BYTES + " bytes");
    }

    /**
     * PostgreSQL refuses U+0000, and UTF-8 cannot carry half of a surrogate pair: a question mark comes back in its place. Searching,
     * copying and comparing are the JVM's own and take many bytes at once; looking at each character was a fifth of a consumer's work.
     */
    static void text(String name, String text) {
        if (text.indexOf(0) >= 0) {
            throw new IllegalArgumentException(name + " contains U+0000");
        }
        if (!new String(text.getBytes(UTF_8), UTF_8).equals(text)) {
            throw new IllegalArgumentException(name + " contains an unpaired surrogate");
        }
    }

    static void text(String name, Text text) {
        if (!text.isQuoted()) {
            text(name, text.toString());
        }
    }

    /** RFC 3339 knows the years 0000 to 9999. */
    static void time(String name, Instant time) {
        require(!time.isBefore(FIRST) && time.isBefore(END), name + " must lie in the years 0000 to 9999");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
