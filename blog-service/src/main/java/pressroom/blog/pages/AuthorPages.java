package pressroom.blog.pages;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import pressroom.blog.blogs.Desk;
import pressroom.blog.neighbours.Counter;

/** Authors, by the counter's totals. */
@Controller
class AuthorPages {

    private static final int MOST = 100;
    private static final int PAGE = 20;

    private final Counter counter;
    private final Desk desk;

    AuthorPages(Counter counter, Desk desk) {
        this.counter = counter;
        this.desk = desk;
    }

    @GetMapping("/authors")
    String authors(
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        if (id != null) {
            return author(id, cursor, model);
        }
        model.addAttribute("authors", counter.top(MOST).orElse(null));
        return "authors";
    }

    @GetMapping("/authors/{id}")
    String author(@PathVariable String id, @RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("total", counter.total(id).orElse(null));
        model.addAttribute("page", desk.newest(id, PAGE, cursor));
        model.addAttribute("first", cursor == null);
        return "author";
    }
}
