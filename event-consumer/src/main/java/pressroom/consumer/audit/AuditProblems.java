package pressroom.consumer.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what passes by itself: 503 or 409, what is wrong, and when to come again. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class AuditProblems {

    private static final Logger log = LoggerFactory.getLogger(AuditProblems.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> blogServiceIsAway(BlogServiceUnavailable e) {
        log.warn("The store could not be compared: {} {}", e.getMessage(), String.valueOf(e.getCause()));
        return later(HttpStatus.SERVICE_UNAVAILABLE, e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> oneIsRunning(AuditRunning e) {
        return later(HttpStatus.CONFLICT, e);
    }

    private static ResponseEntity<ProblemDetail> later(HttpStatus status, RuntimeException e) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, e.getMessage()));
    }
}
