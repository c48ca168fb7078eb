package pressroom.blog.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import pressroom.blog.blogs.Desk;
import pressroom.blog.markdown.Markdown;
import pressroom.blog.security.Author;
import pressroom.blog.security.Visitor;
import pressroom.blog.web.Problem;

/** Writing a new post. */
@Controller
class WritingPages {

    /** As long as a body may be: what cannot be published need not be shown. */
    private static final int MAX_PREVIEW_BYTES = 1 << 20;

    private final Desk desk;
    private final Markdown markdown;
    private final Visitor visitor;

    WritingPages(Desk desk, Markdown markdown, Visitor visitor) {
        this.desk = desk;
        this.markdown = markdown;
        this.visitor = visitor;
    }

    @GetMapping("/write")
    String empty(Model model) {
        return form(PostForm.empty(), model);
    }

    @PostMapping("/write")
    String publish(@ModelAttribute PostForm form, Model model, HttpServletResponse response) {
        Optional<Author> author = visitor.author();
        if (author.isEmpty()) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            model.addAttribute(
                    "complaint",
                    Complaint.of("You are not signed in any more. Your text is still here: sign in in"
                            + " another tab or window, then publish."));
            return form(form, model);
        }
        try {
            return "redirect:/posts/"
                    + desk.publish(author.get(), form.request(), form.key(), null)
                            .blog()
                            .id()
                    + "?way";
        } catch (ErrorResponseException problem) {
            response.setStatus(problem.getStatusCode().value());
            boolean used = problem.getStatusCode() == HttpStatus.UNPROCESSABLE_CONTENT;
            model.addAttribute(
                    "complaint",
                    used
                            ? Complaint.of(
                                    "You have published another text from this form: it is among your posts. Publish"
                                            + " again to make this one a post of its own.")
                            : Complaint.of(problem));
            return form(used ? form.withNewKey() : form, model);
        }
    }

    /** What a text would look like as a post: the same renderer and sanitiser as {@code /posts/{id}}. */
    @PostMapping("/preview")
    ResponseEntity<String> preview(HttpServletRequest request) throws IOException {
        byte[] text = request.getInputStream().readNBytes(MAX_PREVIEW_BYTES + 1);
        if (text.length > MAX_PREVIEW_BYTES) {
            throw Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE, "A post has at most " + MAX_PREVIEW_BYTES + " bytes of UTF-8.");
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(markdown.render(new String(text, StandardCharsets.UTF_8)).toString());
    }

    private static String form(PostForm form, Model model) {
        model.addAttribute("form", form);
        return "write";
    }
}
