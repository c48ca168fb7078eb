package pressroom.blog.pages;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import pressroom.blog.blogs.Desk;
import pressroom.blog.neighbours.Counter;
import pressroom.blog.pressure.Admission;
import pressroom.blog.security.Author;

/** An author's own posts and their total. */
@Controller
class MyPostsPages {

    private static final int PAGE = 20;

    private final Desk desk;
    private final Admission admission;
    private final Counter counter;
    private final Clock clock;

    MyPostsPages(Desk desk, Admission admission, Counter counter, Clock clock) {
        this.desk = desk;
        this.admission = admission;
        this.counter = counter;
        this.clock = clock;
    }

    @GetMapping("/posts")
    String mine(
            Author author,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String gone,
            Model model) {
        model.addAttribute("page", desk.newest(author.id(), PAGE, cursor));
        model.addAttribute("first", cursor == null);
        model.addAttribute("gone", gone != null);
        return total(author, model, "posts");
    }

    /** The sentence with the total alone, for a page that is open while the number changes. */
    @GetMapping("/posts/total")
    String total(Author author, Model model) {
        return total(author, model, "posts :: total");
    }

    @PostMapping("/posts/{id}/unpublish")
    String unpublish(Author author, @PathVariable UUID id) {
        admission.letIn(author);
        desk.unpublish(author, id, null, null);
        return "redirect:/posts?gone";
    }

    private String total(Author author, Model model, String view) {
        model.addAttribute(
                "total", new Total(counter.total(author.id()).orElse(null), desk.live(author), clock.instant()));
        return view;
    }
}
