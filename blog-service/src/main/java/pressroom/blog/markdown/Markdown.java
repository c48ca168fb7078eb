package pressroom.blog.markdown;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.stereotype.Component;

/** Renders posts, published or still being written. HTML in them is taken, and sanitised like all the rest. */
@Component
public class Markdown {

    /** Deeper nesting says nothing to a reader, and would cost a stack frame for each level. */
    private static final int MAX_NESTING = 60;

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());

    private final Parser parser = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(MAX_NESTING)
            .maxInlineNesting(MAX_NESTING)
            .build();
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    /** The post as readers see it. */
    public SafeHtml render(String markdown) {
        Node post = parser.parse(markdown);
        post.accept(new FitIntoPage());
        return new SafeHtml(PostPolicy.sanitise(renderer.render(post)));
    }

    /** What a search found in a post, sanitised again: we do not take another team's word for it. */
    public SafeHtml snippet(String html) {
        return new SafeHtml(PostPolicy.sanitiseSnippet(html));
    }
}
