package pressroom.blog.pages;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import pressroom.blog.blogs.Blog;
import pressroom.blog.blogs.Desk;
import pressroom.blog.markdown.RenderedPosts;
import pressroom.blog.security.Visitor;

/** What readers come for. */
@Controller
class ReadingPages {

    private static final int PAGE = 20;

    private final Desk desk;
    private final RenderedPosts rendered;
    private final Visitor visitor;

    ReadingPages(Desk desk, RenderedPosts rendered, Visitor visitor) {
        this.desk = desk;
        this.rendered = rendered;
        this.visitor = visitor;
    }

    @GetMapping("/")
    String newest(@RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("page", desk.newest(null, PAGE, cursor));
        model.addAttribute("first", cursor == null);
        return "home";
    }

    /** @param way given when the reader wants to see how far the post has come; so it is right after publishing */
    @GetMapping("/posts/{id}")
    String post(@PathVariable UUID id, @RequestParam(required = false) @Nullable String way, Model model) {
        Blog blog = desk.read(id);
        model.addAttribute("blog", blog);
        model.addAttribute("html", rendered.of(blog));
        model.addAttribute("way", way != null);
        model.addAttribute(
                "mine",
                visitor.author()
                        .filter(author -> author.id().equals(blog.authorId()))
                        .isPresent());
        return "post";
    }
}
