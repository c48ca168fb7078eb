package pressroom.blog.markdown;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Makes HTML of a post, in time and memory that grow with its length and have a maximum.
 *
 * <p>Each limit has its own way down: a paragraph becomes text, then all tables, then the whole post. Nothing an author wrote is
 * left out.
 */
final class PostRenderer {

    /** Deeper nesting says nothing to a reader, and would cost a stack frame for each level. */
    private static final int MAX_NESTING = 60;

    private static final Extension TABLES = TablesExtension.create();
    private static final Extension STRIKETHROUGH = StrikethroughExtension.create();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(List.of(TABLES, STRIKETHROUGH)).build();

    private static final int MOST_HTML = 1 << 22;
    private static final int HTML = 1 << 16;
    private static final int HTML_PER_CHARACTER = 16;

    private PostRenderer() {}

    /**
     * A post with its markup.
     *
     * @throws BeyondLimit when it costs more than a post may, even with its tables as text
     */
    static SafeHtml render(String markdown) {
        try {
            return render(markdown, List.of(TABLES, STRIKETHROUGH));
        } catch (BeyondLimit e) {
            if (!e.isTable()) {
                throw e;
            }
            return render(markdown, List.of(STRIKETHROUGH));
        }
    }

    /** A post as it was typed. This cannot fail. */
    static SafeHtml plain(String markdown) {
        StringBuilder html = new StringBuilder(markdown.length() + markdown.length() / 8);
        html.append("<pre tabindex=\"0\">");
        for (int i = 0; i < markdown.length(); i++) {
            char c = markdown.charAt(i);
            switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                default -> html.append(c);
            }
        }
        return new SafeHtml(html.append("</pre>").toString());
    }

    private static SafeHtml render(String markdown, List<Extension> extensions) {
        long most = Math.min(MOST_HTML, HTML + (long) HTML_PER_CHARACTER * markdown.length());
        BoundedHtml html = new BoundedHtml(markdown.length(), most);
        RENDERER.render(parse(markdown, extensions), html);
        BoundedHtml safe = new BoundedHtml(markdown.length(), most);
        PostPolicy.sanitise(html.toString(), safe);
        return new SafeHtml(safe.toString());
    }

    /** The limits count for one post, so each has a parser of its own. */
    private static Node parse(String markdown, List<Extension> extensions) {
        BoundedBlocks blocks = new BoundedBlocks();
        blocks.check(markdown);
        Node post = Parser.builder()
                .customBlockParserFactory(blocks)
                .extensions(extensions)
                .postProcessor(new Autolinks())
                .inlineParserFactory(context -> new BoundedInlines(context, markdown.length()))
                .maxOpenBlockParsers(MAX_NESTING)
                .maxInlineNesting(MAX_NESTING)
                .build()
                .parse(markdown);
        post.accept(new FitIntoPage());
        return post;
    }
}
