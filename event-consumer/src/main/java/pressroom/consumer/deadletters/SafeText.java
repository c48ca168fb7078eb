package pressroom.consumer.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Words out of anybody's bytes, for a person's screen: no controls, no marks that turn the text around, no great length. */
final class SafeText {

    private static final int BYTES_PER_CHAR = 4;

    private SafeText() {}

    /** Null stays null; bytes that are no UTF-8 become replacement characters. */
    static @Nullable String of(byte @Nullable [] bytes, int most) {
        if (bytes == null) {
            return null;
        }
        // Of 64 MB no more is decoded than can be shown.
        int length = Math.min(bytes.length, BYTES_PER_CHAR * (most + 1));
        return of(new String(bytes, 0, length, UTF_8), most);
    }

    static String of(String text, int most) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(most).forEach(point -> append(safe, point));
        return text.codePointCount(0, text.length()) > most ? safe.append('…').toString() : safe.toString();
    }

    private static void append(StringBuilder safe, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED ->
                safe.append("\\u%04x".formatted(point));
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE ->
                safe.append("\\u%04x".formatted(point));
            default -> safe.appendCodePoint(point);
        }
    }
}
