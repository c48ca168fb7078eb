package pressroom.blog.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An answer that says what is wrong and what to do.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public final class Problem {

    private Problem() {}

    /** A problem with a detail for the person who reads it. */
    public static ErrorResponseException of(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /** A problem that passes: the client may come again after {@code retryAfter}, in whole seconds. */
    public static ErrorResponseException of(HttpStatus status, String detail, Duration retryAfter) {
        ErrorResponseException problem = of(status, detail);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        return problem;
    }

    /** A request with wrong fields, each named with what is wrong about it. */
    public static ErrorResponseException invalid(Map<String, String> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The request is not valid.");
        problem.setProperty(
                "errors",
                errors.entrySet().stream()
                        .map(error -> Map.of("field", error.getKey(), "message", error.getValue()))
                        .toList());
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }

    /** What {@link #invalid} says of each field, by the field's name, in its order; empty for any other problem. */
    public static Map<String, String> fieldsOf(ErrorResponseException problem) {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, Object> more = Objects.requireNonNullElse(problem.getBody().getProperties(), Map.of());
        if (more.get("errors") instanceof List<?> errors) {
            for (Object error : errors) {
                if (error instanceof Map<?, ?> named) {
                    fields.put(String.valueOf(named.get("field")), String.valueOf(named.get("message")));
                }
            }
        }
        return fields;
    }
}
