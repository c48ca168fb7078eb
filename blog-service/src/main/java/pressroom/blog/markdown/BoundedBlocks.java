package pressroom.blog.markdown;

import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/** Starts no block, and counts where one might start: each costs some hundred bytes until the post is rendered. */
final class BoundedBlocks implements BlockParserFactory {

    private static final int MOST_LINES = 100_000;
    private static final int MOST_STARTS = 50_000;
    /** At each place where a block might start, the parser copies the list of the lines of the paragraph before it. */
    private static final int MOST_LINES_COPIED = 20_000_000;

    private final Meter starts = new Meter("blocks", MOST_STARTS);
    private final Meter copied = new Meter("lines in a paragraph", MOST_LINES_COPIED);

    /** @throws BeyondLimit when there are more lines or paragraphs than a post may have */
    void check(String markdown) {
        Meter lines = new Meter("lines", MOST_LINES);
        boolean blank = true;
        for (int start = 0; start < markdown.length(); ) {
            int end = endOfLine(markdown, start);
            boolean now = markdown.substring(start, end).isBlank();
            lines.spend(1);
            starts.spend(blank && !now ? 1 : 0);
            blank = now;
            start = end + 1;
        }
    }

    @Override
    public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
        starts.spend(1);
        copied.spend(matched.getParagraphLines().getLines().size());
        return BlockStart.none();
    }

    private static int endOfLine(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return i;
            }
        }
        return text.length();
    }
}
