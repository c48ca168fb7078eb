package pressroom.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Answers what the container refuses by itself, such as an address that is none, as problem+json. The container's own report is
 * a page that names its product. Public with a constructor without arguments, since the container makes it by name.
 */
public final class ProblemReport extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int code = response.getStatus();
        if (code < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus status = HttpStatus.resolve(code);
        String title = status == null ? "Error" : status.getReasonPhrase();
        byte[] problem =
                "{\"title\":\"%s\",\"status\":%d}".formatted(title, code).getBytes(UTF_8);
        try {
            StrictHeaders.addTo(response);
            response.setContentType("application/problem+json");
            response.setContentLength(problem.length);
            response.getOutputStream().write(problem);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or the answer was begun: nothing can be added to it.
            container.getLogger().debug("An error could not be reported", e);
        }
    }
}
