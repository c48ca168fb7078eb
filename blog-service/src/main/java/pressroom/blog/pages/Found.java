package pressroom.blog.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pressroom.blog.markdown.Markdown;
import pressroom.blog.markdown.SafeHtml;
import pressroom.blog.neighbours.Hits;

/**
 * A page of search results, ready to be shown.
 *
 * @param many whether there are more than were counted
 */
record Found(
        long total,
        boolean many,
        List<Item> items,
        @Nullable String next) {

    private static final long MOST_COUNTED = 10_000;

    record Item(Hits.Hit hit, SafeHtml snippet) {}

    static Found of(Hits hits, Markdown markdown) {
        List<Item> items = hits.hits().stream()
                .map(hit -> new Item(hit, markdown.snippet(hit.snippet())))
                .toList();
        return new Found(hits.total(), hits.total() >= MOST_COUNTED, items, hits.next());
    }
}
