package pressroom.search;

import java.util.List;

/**
 * Makes safe HTML of highlighted pieces of Markdown.
 *
 * <p>Elasticsearch marks the words with two private-use characters. Markdown's own marks are taken off, everything that is
 * left is escaped, and only then the two become {@code <em>} and {@code </em>}. An author may write these characters too:
 * that gives emphasis, always closed, and nothing else.
 */
final class Snippet {

    static final String START = "\uE000";
    static final String END = "\uE001";

    private static final String BETWEEN = " … ";

    /** Elasticsearch cuts between words, so a piece without blanks may be as long as its post. */
    private static final int PIECE_CHARACTERS = 1_000;

    private Snippet() {}

    static String of(List<String> pieces) {
        return html(String.join(BETWEEN, pieces.stream().map(Snippet::text).toList()));
    }

    private static String text(String piece) {
        boolean whole = piece.length() <= PIECE_CHARACTERS;
        return MarkdownText.of(whole ? piece : piece.substring(0, PIECE_CHARACTERS));
    }

    private static String html(String text) {
        StringBuilder html = new StringBuilder(text.length() + 64);
        boolean emphasis = false;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\uE000' -> {
                    html.append(emphasis ? "" : "<em>");
                    emphasis = true;
                }
                case '\uE001' -> {
                    html.append(emphasis ? "</em>" : "");
                    emphasis = false;
                }
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(text.charAt(i));
            }
        }
        return html.append(emphasis ? "</em>" : "").toString();
    }
}
