package pressroom.posts;

/** Words of a file or its name, fit for a reason or a list: one line, nothing that steers a terminal, bounded in length. */
public final class ShortText {

    /** Most characters that a reason quotes of a value. */
    static final int QUOTED_CHARS = 40;

    private ShortText() {}

    /**
     * The beginning of a text. Control characters, line separators, controls of the writing direction and unpaired surrogates
     * become question marks.
     *
     * @param most the most UTF-16 characters of the answer; a text that is cut ends with an ellipsis
     */
    public static String of(String text, int most) {
        var whole = text.length() <= most;
        var plain = new StringBuilder(Math.min(text.length(), most));
        var end = whole ? text.length() : most - 1;
        for (var i = 0; i < end; ) {
            var character = text.codePointAt(i);
            var width = Character.charCount(character);
            if (i + width > end) {
                break;
            }
            plain.appendCodePoint(isPlain(character) ? character : '?');
            i += width;
        }
        return whole ? plain.toString() : plain.append('…').toString();
    }

    /** The same for a path: its beginning and its end tell more than its middle. */
    public static String ofPath(String path, int most) {
        if (path.length() <= most) {
            return of(path, most);
        }
        var head = most / 2;
        var tail = path.substring(path.length() - (most - head - 1));
        return of(path.substring(0, head), head) + '…' + of(tail, tail.length());
    }

    /** A value in single quotes, cut. */
    static String quoted(String value) {
        return "'" + of(value, QUOTED_CHARS) + "'";
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            // The embeddings, overrides and isolates of the bidirectional algorithm.
            case Character.FORMAT ->
                !(character >= 0x202A && character <= 0x202E) && !(character >= 0x2066 && character <= 0x2069);
            default -> true;
        };
    }
}
