package pressroom.blog.markdown;

import java.util.List;
import java.util.Set;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.delimiter.DelimiterProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references to links until all that they were replaced by is as long as the post, or 100,000 characters; after that
 * a reference is text. GitHub's parser has the same limit.
 */
final class BoundedReferences implements InlineParserContext {

    private static final int LEAST = 100_000;

    private final InlineParserContext context;
    private final Meter expanded;

    BoundedReferences(InlineParserContext context, int length) {
        this.context = context;
        this.expanded = new Meter("characters of references", Math.max(LEAST, length));
    }

    @Override
    public <D> @Nullable D getDefinition(Class<D> type, String label) {
        D definition = context.getDefinition(type, label);
        if (definition instanceof LinkReferenceDefinition link && !expanded.spendIfLeft(length(link))) {
            return null;
        }
        return definition;
    }

    @Override
    @Deprecated
    public @Nullable LinkReferenceDefinition getLinkReferenceDefinition(String label) {
        return getDefinition(LinkReferenceDefinition.class, label);
    }

    @Override
    public List<InlineContentParserFactory> getCustomInlineContentParserFactories() {
        return context.getCustomInlineContentParserFactories();
    }

    @Override
    public List<DelimiterProcessor> getCustomDelimiterProcessors() {
        return context.getCustomDelimiterProcessors();
    }

    @Override
    public List<LinkProcessor> getCustomLinkProcessors() {
        return context.getCustomLinkProcessors();
    }

    @Override
    public Set<Character> getCustomLinkMarkers() {
        return context.getCustomLinkMarkers();
    }

    @Override
    public int getMaxInlineNesting() {
        return context.getMaxInlineNesting();
    }

    private static int length(LinkReferenceDefinition link) {
        return link.getDestination().length()
                + (link.getTitle() == null ? 0 : link.getTitle().length());
    }
}
