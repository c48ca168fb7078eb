package pressroom.blog.markdown;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;
import org.nibor.autolink.Span;

/** Makes links of web and mail addresses in one post's text, up to a number of links and of reads of the text. */
final class Autolinks extends AbstractVisitor implements PostProcessor {

    private static final int MOST_LINKS = 20_000;
    private static final LinkExtractor EXTRACTOR = LinkExtractor.builder()
            .linkTypes(EnumSet.of(LinkType.URL, LinkType.EMAIL, LinkType.WWW))
            .build();

    private final Meter links = new Meter("addresses", MOST_LINKS);

    @Override
    public Node process(Node post) {
        post.accept(this);
        return post;
    }

    @Override
    public void visit(Link link) {
        // What is a link already has no links in it.
    }

    @Override
    public void visit(Text text) {
        List<Span> spans = spans(text.getLiteral());
        if (spans.stream().noneMatch(LinkSpan.class::isInstance)) {
            return;
        }
        for (Span span : spans) {
            Text part = new Text(text.getLiteral().substring(span.getBeginIndex(), span.getEndIndex()));
            text.insertBefore(span instanceof LinkSpan link ? link(link.getType(), part) : part);
        }
        text.unlink();
    }

    /** Nothing is found in a text that is too much work to search. */
    private List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        try {
            for (Span span : EXTRACTOR.extractSpans(new MeteredText(text, MeteredText.meter(text.length())))) {
                links.spend(span instanceof LinkSpan ? 1 : 0);
                spans.add(span);
            }
        } catch (BeyondLimit e) {
            return List.of();
        }
        return spans;
    }

    private static Link link(LinkType type, Text text) {
        String address = text.getLiteral();
        Link link = new Link(
                switch (type) {
                    case EMAIL -> "mailto:" + address;
                    // As GitHub does it: what has no scheme may not have https.
                    case WWW -> "http://" + address;
                    case URL -> address;
                },
                null);
        link.appendChild(text);
        return link;
    }
}
