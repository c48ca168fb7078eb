package pressroom.blog.markdown;

import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;

/**
 * How much inline syntax a paragraph, heading or cell may have.
 *
 * @param characters its length
 * @param marks characters that may begin or end something; the parser makes at least a node of each
 * @param delimiters brackets, and runs of characters that open or close emphasis
 */
record Marks(long characters, long marks, long delimiters) {

    static Marks of(SourceLines lines) {
        long characters = 0;
        long marks = 0;
        long delimiters = 0;
        for (SourceLine line : lines.getLines()) {
            CharSequence text = line.getContent();
            char before = '\n';
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (isBracket(c) || isEmphasis(c)) {
                    marks++;
                    delimiters += isBracket(c) || c != before ? 1 : 0;
                } else if (isOther(c)) {
                    marks++;
                }
                before = c;
            }
            characters += text.length() + 1;
            marks++;
        }
        return new Marks(characters, marks, delimiters);
    }

    /** Steps that the parser takes at most: from each delimiter it may look at all nodes before it. */
    long steps() {
        return marks * delimiters;
    }

    private static boolean isBracket(char c) {
        return c == '[' || c == ']';
    }

    private static boolean isEmphasis(char c) {
        return c == '*' || c == '_' || c == '~';
    }

    private static boolean isOther(char c) {
        return c == '<' || c == '&' || c == '`' || c == '\\' || c == '!';
    }
}
