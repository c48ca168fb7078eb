package pressroom.blog.pages;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import pressroom.blog.markdown.Markdown;
import pressroom.blog.neighbours.Search;
import pressroom.blog.neighbours.SearchAnswer;
import pressroom.blog.neighbours.SearchWish;

/** Finding posts. */
@Controller
class SearchPages {

    private static final int PAGE = 10;

    private final Search search;
    private final Markdown markdown;

    SearchPages(Search search, Markdown markdown) {
        this.search = search;
        this.markdown = markdown;
    }

    @GetMapping("/search")
    String page(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String author,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        answer(new SearchWish(q.strip(), author.strip(), tag.strip(), PAGE, cursor), model);
        return "search";
    }

    /** The results alone, for a page that asks while somebody types. */
    @GetMapping("/search/results")
    String results(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String author,
            @RequestParam(defaultValue = "") String tag,
            Model model,
            HttpServletResponse response) {
        SearchAnswer answer = answer(new SearchWish(q.strip(), author.strip(), tag.strip(), PAGE, null), model);
        if (answer.equals(SearchAnswer.NONE)) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
        return "search :: results";
    }

    private SearchAnswer answer(SearchWish wish, Model model) {
        SearchAnswer answer = search.find(wish);
        model.addAttribute("wish", wish);
        model.addAttribute("complaint", answer.complaint());
        model.addAttribute("found", answer.found() == null ? null : Found.of(answer.found(), markdown));
        return answer;
    }
}
