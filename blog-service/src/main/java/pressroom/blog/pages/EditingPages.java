package pressroom.blog.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import pressroom.blog.blogs.Blog;
import pressroom.blog.blogs.Desk;
import pressroom.blog.pressure.Admission;
import pressroom.blog.security.Author;
import pressroom.blog.security.Visitor;

/** Editing a post; whoever was slower sees both versions. */
@Controller
class EditingPages {

    private final Desk desk;
    private final Admission admission;
    private final Visitor visitor;

    EditingPages(Desk desk, Admission admission, Visitor visitor) {
        this.desk = desk;
        this.admission = admission;
        this.visitor = visitor;
    }

    @GetMapping("/posts/{id}/edit")
    String edit(Author author, @PathVariable UUID id, Model model) {
        return form(id, PostForm.of(desk.own(author, id)), model);
    }

    @PostMapping("/posts/{id}/edit")
    String save(@PathVariable UUID id, @ModelAttribute PostForm form, Model model, HttpServletResponse response) {
        Optional<Author> author = visitor.author();
        try {
            Author editor = author.orElseThrow(() -> Complaint.signedOut("save"));
            admission.letIn(editor);
            desk.edit(editor, id, form.etag(), form.request(), null);
            return "redirect:/posts/" + id + "?way";
        } catch (ErrorResponseException problem) {
            if (author.isPresent() && problem.getStatusCode() == HttpStatus.PRECONDITION_FAILED) {
                response.setStatus(HttpStatus.PRECONDITION_FAILED.value());
                return conflict(desk.own(author.get(), id), form, model);
            }
            Complaint.put(problem, model, response);
            return form(id, form, model);
        }
    }

    /** Saving again from this page replaces the version that it shows, and no later one. */
    private static String conflict(Blog theirs, PostForm form, Model model) {
        if (theirs.live() && form.isFollowedBy(theirs) && form.says(theirs)) {
            return "redirect:/posts/" + theirs.id() + "?way";
        }
        model.addAttribute("theirs", theirs);
        return form(theirs.id(), form.ontoVersion(theirs.version()), model);
    }

    private static String form(UUID id, PostForm form, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        return "edit";
    }
}
