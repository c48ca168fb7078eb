package pressroom.cli.terminal;

import java.util.regex.Pattern;

/**
 * Text of others as a terminal may have it. A terminal obeys control characters: an escape sequence moves the cursor, renames the
 * window or writes to the clipboard. Some characters turn the text around, so that it reads as another one. Such characters are
 * shown by their number.
 */
public final class Printable {
    /**
     * Controls (C0, DEL and C1), separators of lines and paragraphs, halves of characters, and what embeds, overrides or isolates a
     * direction. Joiners stay: emoji and many scripts are written with them.
     */
    private static final String OBEYED = "\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\u061c\\u202a-\\u202e\\u2066-\\u2069";

    private static final Pattern IN_LINES = Pattern.compile("[" + OBEYED + "&&[^\n\t]]");
    private static final Pattern IN_ONE_LINE = Pattern.compile("[" + OBEYED + "]");

    private Printable() {}

    /** The text with its line breaks and tabs as they are; a line of Windows ends as others do. */
    public static String lines(String text) {
        return shown(IN_LINES, text.replace("\r\n", "\n"));
    }

    /** The text in one line: for a name, say, after which a line of ours might be forged. */
    public static String oneLine(String text) {
        return shown(IN_ONE_LINE, text);
    }

    private static String shown(Pattern obeyed, String text) {
        return obeyed.matcher(text)
                .replaceAll(found -> "\\\\u%04x".formatted(found.group().codePointAt(0)));
    }
}
