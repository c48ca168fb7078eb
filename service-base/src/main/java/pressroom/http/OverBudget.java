package pressroom.http;

import java.time.Duration;
import org.springframework.http.HttpStatus;

/** There is no room for a request now. Answered with 429 or 503, and with Retry-After. */
final class OverBudget extends Exception {

    static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Its caller holds all of its share. */
    static final OverBudget OF_CALLER = new OverBudget(
            HttpStatus.TOO_MANY_REQUESTS, "You have too many requests under way. Wait for their answers.");

    /** All callers together hold all that there is. */
    static final OverBudget OF_ALL =
            new OverBudget(HttpStatus.SERVICE_UNAVAILABLE, "Too many requests are under way. Try again later.");

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    private OverBudget(HttpStatus status, String message) {
        // One for all: a refusal must not cost a stack trace.
        super(message, null, false, false);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
