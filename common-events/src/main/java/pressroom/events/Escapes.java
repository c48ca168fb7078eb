package pressroom.events;

/** The escapes of JSON strings that stand for one character; {@code \\u} with its four digits is not among them. */
final class Escapes {

    private static final String WRITTEN = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private Escapes() {}

    /** Whether this may follow a backslash. */
    static boolean isKnown(byte letter) {
        return WRITTEN.indexOf(letter) >= 0;
    }

    /** The text with the characters that its escapes, all of them known, stand for. */
    static String resolved(String text) {
        int escape = text.indexOf('\\');
        if (escape < 0) {
            return text;
        }
        StringBuilder resolved = new StringBuilder(text.length());
        int next = 0;
        while (escape >= 0) {
            resolved.append(text, next, escape).append(MEANT.charAt(WRITTEN.indexOf(text.charAt(escape + 1))));
            next = escape + 2;
            escape = text.indexOf('\\', next);
        }
        return resolved.append(text, next, text.length()).toString();
    }
}
