package pressroom.consumer.gaps;

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

/** Answers what goes wrong with gaps as problem+json, whatever the service around them does with its own problems. */
@RestControllerAdvice(assignableTypes = GapsApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class GapProblems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(GapProblems.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> kafkaIsAway(KafkaException e, WebRequest request) {
        log.warn("The gaps could not be read: {}", e.toString());
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return handleExceptionInternal(
                e,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The gaps cannot be read right now: is Kafka up? Try again in a few seconds."),
                headers,
                HttpStatus.SERVICE_UNAVAILABLE,
                request);
    }
}
