package pressroom.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlighterType;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Answers questions from the index. */
@Component
class SearchBlogs {

    private static final String BODY = "body";
    private static final int PIECES = 2;
    private static final int PIECE_CHARACTERS = 160;
    private static final int MOST_COUNTED = 10_000;

    private final ElasticsearchClient elasticsearch;
    private final String alias;
    private final String timeout;

    SearchBlogs(ElasticsearchClient elasticsearch, IndexSettings index, ElasticsearchSettings settings) {
        this.elasticsearch = elasticsearch;
        this.alias = index.alias();
        // Elasticsearch gives up first, so that it does not go on searching for nobody.
        this.timeout = settings.searchTimeout().toMillis() * 4 / 5 + "ms";
    }

    /** @throws IndexUnavailable when Elasticsearch does not answer, or not in full */
    SearchResult answer(Question question) {
        try {
            var found = elasticsearch.search(request(question), IndexedPost.class);
            if (found.timedOut()) {
                throw new IndexUnavailable("Elasticsearch took too long");
            }
            long total = found.hits().total() == null ? 0 : found.hits().total().value();
            return page(question, total, found.hits().hits());
        } catch (IOException | ElasticsearchException e) {
            throw new IndexUnavailable("cannot search: " + e.getMessage(), e);
        }
    }

    private SearchRequest request(Question question) {
        return SearchRequest.of(search -> {
            search.index(alias)
                    .query(SearchQuery.of(question))
                    .sort(sort(question))
                    // One more than asked for tells whether there is a next page.
                    .size(question.limit() + 1)
                    .source(source -> source.filter(fields -> fields.includes(IndexedPost.FIELDS)))
                    .highlight(highlight(question))
                    .trackTotalHits(total -> total.count(MOST_COUNTED))
                    .allowPartialSearchResults(false)
                    // The same question goes to the same copies, whose scores differ a little between pages otherwise.
                    .preference("q" + question.words().hashCode())
                    .timeout(timeout);
            return question.cursor() == null
                    ? search
                    : search.searchAfter(question.cursor().searchAfter());
        });
    }

    private static List<SortOptions> sort(Question question) {
        List<SortOptions> sort = new ArrayList<>();
        if (!question.words().text().isEmpty()) {
            sort.add(SortOptions.of(by -> by.score(score -> score.order(SortOrder.Desc))));
        }
        sort.add(SortOptions.of(
                by -> by.field(field -> field.field("publishedAt").order(SortOrder.Desc))));
        sort.add(SortOptions.of(by -> by.field(field -> field.field("blogId").order(SortOrder.Asc))));
        return sort;
    }

    private static Highlight highlight(Question question) {
        return Highlight.of(highlight -> highlight
                .type(HighlighterType.Unified)
                .preTags(Snippet.START)
                .postTags(Snippet.END)
                .fields(BODY, body -> body.highlightQuery(SearchQuery.words(question.words()))
                        .numberOfFragments(PIECES)
                        .fragmentSize(PIECE_CHARACTERS)
                        .noMatchSize(PIECE_CHARACTERS)));
    }

    private static SearchResult page(Question question, long total, List<Hit<IndexedPost>> found) {
        boolean more = found.size() > question.limit();
        List<Hit<IndexedPost>> page = more ? found.subList(0, question.limit()) : found;
        String next = more ? Cursor.of(page.get(page.size() - 1).sort()).toString() : null;
        return new SearchResult(total, page.stream().map(SearchBlogs::hit).toList(), next);
    }

    private static SearchResult.Hit hit(Hit<IndexedPost> found) {
        IndexedPost post = Objects.requireNonNull(found.source());
        return new SearchResult.Hit(
                UUID.fromString(Objects.requireNonNull(found.id())),
                post.title(),
                post.authorId(),
                post.tags(),
                post.publishedAt(),
                Snippet.of(found.highlight().getOrDefault(BODY, List.of())));
    }
}
