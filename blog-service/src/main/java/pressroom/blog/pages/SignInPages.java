package pressroom.blog.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import pressroom.blog.security.Author;
import pressroom.blog.security.LocalCallers;
import pressroom.blog.security.SignIn;
import pressroom.blog.web.Problem;
import pressroom.posts.AuthorId;

/** Signing in and out with a browser. */
@Controller
class SignInPages {

    private final SignIn signIn;
    private final LocalCallers callers;
    private final CsrfTokenRepository csrfTokens;

    SignInPages(SignIn signIn, LocalCallers callers, CsrfTokenRepository csrfTokens) {
        this.signIn = signIn;
        this.callers = callers;
        this.csrfTokens = csrfTokens;
    }

    @GetMapping("/sign-in")
    String page(
            @RequestParam(defaultValue = "/write") String then,
            @RequestParam(required = false) @Nullable String failed,
            Model model) {
        return show(then, failed == null ? null : "Signing in did not work. Please try again.", model);
    }

    @PostMapping("/sign-in")
    String asAnybody(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "/write") String then,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (signIn.way() != SignIn.Way.LOCAL || !callers.isLocal(request)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "Names are only chosen in a local stack, on its own machine.");
        }
        String id = AuthorId.of(name);
        if (!Author.isId(id)) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page(then, "A name has letters or digits, and not more than 255 bytes of them.", model);
        }
        change(request, response, signIn.of(new Author(id)).toString());
        return "redirect:" + ours(then);
    }

    @PostMapping("/sign-out")
    String out(HttpServletRequest request, HttpServletResponse response) {
        change(request, response, signIn.end(request).toString());
        return "redirect:/";
    }

    /** A form's token from before must not be good for whoever is signed in now. */
    private void change(HttpServletRequest request, HttpServletResponse response, String cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie);
        csrfTokens.saveToken(null, request, response);
    }

    private String show(String then, @Nullable String complaint, Model model) {
        model.addAttribute("way", signIn.way().name());
        model.addAttribute("then", ours(then));
        model.addAttribute("complaint", complaint);
        return "sign-in";
    }

    /** Only to pages of our own: "//" and "/\" begin other sites' addresses. */
    private static String ours(String then) {
        return then.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*") ? then : "/";
    }
}
