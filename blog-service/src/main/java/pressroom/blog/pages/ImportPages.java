package pressroom.blog.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import pressroom.blog.imports.Imports;
import pressroom.blog.security.Author;
import pressroom.tokens.Roles;

/** Importing many posts, and watching it. */
@Controller
class ImportPages {

    private final Imports imports;

    ImportPages(Imports imports) {
        this.imports = imports;
    }

    @GetMapping("/imports")
    String upload(Model model) {
        model.addAttribute("job", null);
        return "imports";
    }

    @PostMapping("/imports")
    String submit(Author author, @RequestPart MultipartFile file, HttpServletRequest request) throws IOException {
        return "redirect:/imports/"
                + imports.submit(author, request.isUserInRole(Roles.OPERATOR), null, file.getInputStream())
                        .id();
    }

    @GetMapping("/imports/{id}")
    String job(Author author, @PathVariable UUID id, Model model, HttpServletRequest request) {
        model.addAttribute("job", imports.get(id, author, request.isUserInRole(Roles.OPERATOR)));
        return "imports";
    }

    @PostMapping("/imports/{id}/cancel")
    String cancel(Author author, @PathVariable UUID id, HttpServletRequest request) {
        imports.cancel(id, author, request.isUserInRole(Roles.OPERATOR));
        return "redirect:/imports/" + id;
    }
}
