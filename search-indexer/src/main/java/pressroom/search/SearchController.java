package pressroom.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pressroom.docs.Fails;

/** The public search. */
@RestController
@Tag(name = "search")
class SearchController {

    private final SearchBlogs blogs;

    SearchController(SearchBlogs blogs) {
        this.blogs = blogs;
    }

    /**
     * Finds readable posts.
     *
     * @param q words, at most 1,000 characters of which the first 50 words count; without it all posts, newest first
     * @param author only this author's
     * @param tag only with this tag
     * @param limit hits on a page, 1 to 100; 10
     * @param cursor {@code next} of the page before
     */
    @GetMapping("/api/search")
    @Operation(operationId = "searchBlogs")
    @Fails({400, 503})
    SearchResult search(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String author,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return blogs.answer(Question.of(q, author, tag, limit, cursor));
    }
}
