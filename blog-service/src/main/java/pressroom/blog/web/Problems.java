package pressroom.blog.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import pressroom.database.SqlStates;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/** Answers what goes wrong below the controllers, without telling how the inside looks. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Another request with the same key, or a change of the same blog, has not committed yet. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> stillRunning(CannotAcquireLockException e, WebRequest request) {
        return answer(
                Problem.of(HttpStatus.CONFLICT, "An earlier request for the same post is still running.", SOON),
                request);
    }

    /** The request may or may not have been committed: a client that sent an Idempotency-Key can safely send it again. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        CannotCreateTransactionException.class
    })
    @Nullable
    ResponseEntity<Object> noDatabase(RuntimeException e, WebRequest request) {
        log.warn("The database did not answer a request: {}", rootCause(e).toString());
        return answer(
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Posts cannot be stored or read right now. Send the request again, with the same"
                                + " Idempotency-Key if it had one.",
                        SOON),
                request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(RuntimeException e, WebRequest request) {
        if (SqlStates.isOutage(e) || SqlStates.isMissingPartition(e)) {
            return noDatabase(e, request);
        }
        log.error("Unexpected failure of a request", e);
        return answer(
                Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; it has been logged."),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e.getCause() instanceof StreamConstraintsException tooMuch
                && String.valueOf(tooMuch.getOriginalMessage()).contains("Document length")) {
            return answer(
                    Problem.of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "The request is longer than " + BlogBodies.MOST_JSON.toBytes() + " bytes."),
                    request);
        }
        return answer(
                Problem.of(HttpStatus.BAD_REQUEST, "The request is not the JSON that is expected: " + reason(e)),
                request);
    }

    private @Nullable ResponseEntity<Object> answer(ErrorResponseException problem, WebRequest request) {
        return handleErrorResponseException(problem, problem.getHeaders(), problem.getStatusCode(), request);
    }

    private static String reason(HttpMessageNotReadableException e) {
        if (e.getCause() instanceof JacksonException json) {
            String line = json.getLocation() == null
                    ? ""
                    : " (line %d, column %d)"
                            .formatted(
                                    json.getLocation().getLineNr(),
                                    json.getLocation().getColumnNr());
            String message = String.valueOf(json.getOriginalMessage());
            int end = message.indexOf('\n');
            String first = end < 0 ? message : message.substring(0, end);
            return first.replaceAll("`[^`]*`", "this field").replaceAll("\\p{Cntrl}", "?") + line;
        }
        return "it is empty or cannot be read";
    }

    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
