package pressroom.blog.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.ErrorResponseException;

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

    static Complaint of(ErrorResponseException problem) {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, Object> more = Objects.requireNonNullElse(problem.getBody().getProperties(), Map.of());
        if (more.get("errors") instanceof List<?> errors) {
            for (Object error : errors) {
                if (error instanceof Map<?, ?> named) {
                    fields.put(String.valueOf(named.get("field")), String.valueOf(named.get("message")));
                }
            }
        }
        String detail = Objects.requireNonNullElse(problem.getBody().getDetail(), "This cannot be done.");
        return new Complaint(fields.isEmpty() ? detail : "Not published yet: see below.", fields);
    }
}
