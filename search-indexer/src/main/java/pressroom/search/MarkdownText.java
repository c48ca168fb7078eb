package pressroom.search;

import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What a reader would see of a piece of Markdown: its words, on one line. The result is text, not HTML. */
final class MarkdownText extends AbstractVisitor {

    private static final Parser MARKDOWN = Parser.builder().build();
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");
    /** A piece may begin inside of a link, behind its text. */
    private static final Pattern REST_OF_LINK = Pattern.compile("]\\([^()\\s]*\\)");

    private static final Pattern EMPHASIS = Pattern.compile(
            "(?<![\\p{L}\\p{Nd}_])_{1,2}(?=[\\p{L}\\p{Nd}])|(?<=[\\p{L}\\p{Nd}])_{1,2}(?![\\p{L}\\p{Nd}_])|\\*\\*|``+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final StringBuilder text = new StringBuilder();

    static String of(String markdown) {
        MarkdownText visitor = new MarkdownText();
        MARKDOWN.parse(markdown).accept(visitor);
        String text = REST_OF_LINK.matcher(visitor.text).replaceAll("");
        text = EMPHASIS.matcher(text).replaceAll("");
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    @Override
    public void visit(Text node) {
        text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
        text.append(node.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock node) {
        text.append(node.getLiteral()).append(' ');
    }

    @Override
    public void visit(IndentedCodeBlock node) {
        text.append(node.getLiteral()).append(' ');
    }

    @Override
    public void visit(HtmlBlock node) {
        text.append(TAG.matcher(node.getLiteral()).replaceAll(" ")).append(' ');
    }

    @Override
    public void visit(HtmlInline node) {
        text.append(' ');
    }

    @Override
    public void visit(SoftLineBreak node) {
        text.append(' ');
    }

    @Override
    public void visit(HardLineBreak node) {
        text.append(' ');
    }

    @Override
    public void visit(Heading node) {
        visitChildren(node);
        text.append(' ');
    }

    @Override
    public void visit(Paragraph node) {
        visitChildren(node);
        text.append(' ');
    }
}
