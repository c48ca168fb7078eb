package pressroom.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Answers of requests whose body is not read. Each closes its connection. */
final class Refusals {

    private static final String PROBLEM = "{\"status\":%d,\"title\":\"%s\",\"detail\":\"%s\"}";

    private Refusals() {}

    static String tooLong(long most) {
        return "The body is longer than %,d bytes.".formatted(most);
    }

    /** Answers that there is no room now, and when to come again. */
    static void write(HttpServletRequest request, HttpServletResponse response, OverBudget refusal) throws IOException {
        write(request, response, refusal.status(), String.valueOf(refusal.getMessage()));
    }

    /** @param detail of ours: it is written as it is */
    static void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        response.setStatus(status.value());
        if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(OverBudget.RETRY_AFTER.toSeconds()));
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        Container.of(request).discardBody();
        byte[] body = PROBLEM.formatted(status.value(), status.getReasonPhrase(), detail)
                .getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
