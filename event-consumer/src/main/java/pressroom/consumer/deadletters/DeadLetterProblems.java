package pressroom.consumer.deadletters;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers what goes wrong with dead letters as problem+json, whatever the service around them does with its own problems. */
@RestControllerAdvice(assignableTypes = DeadLettersApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class DeadLetterProblems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterProblems.class);
    static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> kafkaIsAway(KafkaException e, WebRequest request) {
        log.warn("The dead letters could not be read: {}", e.toString());
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return answer(
                e,
                HttpStatus.SERVICE_UNAVAILABLE,
                headers,
                "The dead letters cannot be read right now: is Kafka up? Try again in a few seconds.",
                request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(RuntimeException e, WebRequest request) {
        log.error("Unexpected failure of a request for dead letters", e);
        return answer(
                e,
                HttpStatus.INTERNAL_SERVER_ERROR,
                new HttpHeaders(),
                "Something went wrong here; it has been logged.",
                request);
    }

    private @Nullable ResponseEntity<Object> answer(
            Exception e, HttpStatus status, HttpHeaders headers, String detail, WebRequest request) {
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
    }
}
