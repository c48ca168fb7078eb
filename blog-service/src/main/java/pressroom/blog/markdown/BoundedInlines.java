package pressroom.blog.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;

/**
 * Parses what is inside of one post's paragraphs, headings and cells, as CommonMark says, up to a limit; beyond it a
 * paragraph is text as the author typed it.
 *
 * <p>Three things are limited. Steps, because the parser looks from each delimiter back over all nodes before it. Nodes, because
 * they are held at once. Reads, because a scanner may begin again at each character. The first two are known before a
 * paragraph is parsed, the third only while it is.
 */
final class BoundedInlines implements InlineParser {

    private static final int MOST_MARKS_OF_PARAGRAPH = 20_000;
    private static final int MOST_STEPS_OF_PARAGRAPH = 4_000_000;
    private static final int MOST_MARKS = 200_000;
    private static final int MOST_STEPS = 20_000_000;
    private static final int MOST_CELLS = 50_000;

    private final InlineParser parser;
    private final Meter marks = new Meter("marks", MOST_MARKS);
    private final Meter steps = new Meter("steps", MOST_STEPS);
    private int cells;

    /** @param length of the post, in characters */
    BoundedInlines(InlineParserContext context, int length) {
        this.parser = new InlineParserImpl(new BoundedReferences(context, length));
    }

    @Override
    public void parse(SourceLines lines, Node block) {
        if (block instanceof TableCell && ++cells > MOST_CELLS) {
            throw BeyondLimit.ofTables();
        }
        Marks of = Marks.of(lines);
        if (!isWithinLimits(of)) {
            block.appendChild(new Text(lines.getContent()));
            return;
        }
        try {
            parser.parse(metered(lines, MeteredText.meter(of.characters())), block);
        } catch (BeyondLimit e) {
            removeChildren(block);
            block.appendChild(new Text(lines.getContent()));
        }
    }

    private boolean isWithinLimits(Marks of) {
        return of.marks() <= MOST_MARKS_OF_PARAGRAPH
                && of.steps() <= MOST_STEPS_OF_PARAGRAPH
                && marks.spendIfLeft(of.marks())
                && steps.spendIfLeft(of.steps());
    }

    private static SourceLines metered(SourceLines lines, Meter reads) {
        List<SourceLine> metered = new ArrayList<>(lines.getLines().size());
        for (SourceLine line : lines.getLines()) {
            metered.add(SourceLine.of(new MeteredText(line.getContent(), reads), line.getSourceSpan()));
        }
        return SourceLines.of(metered);
    }

    private static void removeChildren(Node block) {
        for (Node child = block.getFirstChild(); child != null; child = block.getFirstChild()) {
            child.unlink();
        }
    }
}
