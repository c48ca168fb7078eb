package pressroom.blog.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
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
import pressroom.blog.pressure.Admission;
import pressroom.blog.security.Author;
import pressroom.blog.security.Visitor;
import pressroom.blog.web.Problem;

/** Writing a new post. */
@Controller
class WritingPages {

    /** As long as a body may be: what cannot be published need not be shown. */
    private static final int MAX_PREVIEW_BYTES = 1 << 20;

    private final Desk desk;
    private final Admission admission;
    private final Markdown markdown;
    private final Visitor visitor;

    WritingPages(Desk desk, Admission admission, Markdown markdown, Visitor visitor) {
        this.desk = desk;
        this.admission = admission;
        this.markdown = markdown;
        this.visitor = visitor;
    }

    @GetMapping("/write")
    String empty(Model model) {
        return form(PostForm.empty(), model);
    }

    @PostMapping("/write")
    String publish(@ModelAttribute PostForm form, Model model, HttpServletResponse response) {
        try {
            Author author = visitor.author().orElseThrow(() -> Complaint.signedOut("publish"));
            admission.letIn(author);
            UUID id = desk.publish(author, form.request(), form.key(), null)
                    .blog()
                    .id();
            return "redirect:/posts/" + id + "?way";
        } catch (ErrorResponseException problem) {
            Complaint.put(problem, model, response);
            if (problem.getStatusCode() != HttpStatus.UNPROCESSABLE_CONTENT) {
                return form(form, model);
            }
            model.addAttribute(
                    "complaint",
                    Complaint.of("You have published another text from this form: it is among your posts. Publish"
                            + " again to make this one a post of its own."));
            return form(form.withNewKey(), model);
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
