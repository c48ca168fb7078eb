package pressroom.blog.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import pressroom.blog.web.Problem;

/**
 * What is wrong with a form, in words for the person who filled it in.
 *
 * @param message about the whole
 * @param fields about one field each, by its name
 */
record Complaint(String message, Map<String, String> fields) {

    static Complaint of(String message) {
        return new Complaint(message, Map.of());
    }

    /** For a form that is sent by somebody who is no longer signed in. */
    static ErrorResponseException signedOut(String then) {
        return Problem.of(
                HttpStatus.UNAUTHORIZED,
                "You are not signed in any more. Your text is still here: sign in in another tab or window, then %s."
                        .formatted(then));
    }

    /** Answers with the problem's status and headers; the page that shows the form again has the words. */
    static void put(ErrorResponseException problem, Model model, HttpServletResponse response) {
        response.setStatus(problem.getStatusCode().value());
        problem.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        model.addAttribute("complaint", of(problem));
    }

    static Complaint of(ErrorResponseException problem) {
        Map<String, String> fields = Problem.fieldsOf(problem);
        String detail = Objects.requireNonNullElse(problem.getBody().getDetail(), "This cannot be done.");
        return new Complaint(fields.isEmpty() ? detail : "Not published yet: see below.", fields);
    }
}
