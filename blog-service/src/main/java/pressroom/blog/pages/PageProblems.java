package pressroom.blog.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;
import pressroom.database.SqlStates;

/** Answers what goes wrong under a page with a page. Calls are answered elsewhere, as problems. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(PageProblems.class);

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            // Of a call, too: nobody is there to be answered, and a line for each would fill the log.
            return new ModelAndView();
        }
        if (request.getRequestURI().matches("/(api|ops|actuator|v3)/.*")) {
            return null;
        }
        if (e instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            return page(
                    HttpStatus.valueOf(known.getStatusCode().value()),
                    known.getStatusCode().value() == HttpStatus.NOT_FOUND.value()
                            ? "There is nothing at this address."
                            : Objects.requireNonNullElse(known.getBody().getDetail(), ""));
        }
        if (e instanceof TypeMismatchException) {
            return page(HttpStatus.NOT_FOUND, "There is nothing at this address.");
        }
        if (e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof CannotCreateTransactionException
                || SqlStates.isOutage(e)
                || SqlStates.isMissingPartition(e)) {
            log.warn("The database did not answer a page: {}", e.getMessage());
            response.setHeader("Retry-After", "1");
            return page(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Posts cannot be read or stored right now. Go back, and try again in a moment: a form may be sent"
                            + " again safely.");
        }
        log.error("Unexpected failure of a page", e);
        return page(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; it has been logged.");
    }

    private static ModelAndView page(HttpStatus status, String message) {
        return new ModelAndView("error", Map.of("status", status.value(), "message", message), status);
    }
}
