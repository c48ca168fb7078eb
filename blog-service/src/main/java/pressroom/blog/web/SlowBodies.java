package pressroom.blog.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Waits for a request's body without holding a thread, and not for ever: thousands of clients that send a byte a second
 * cost memory for what they have sent, and nobody else notices. Where the body is read as it comes (forms, zips, and
 * clients that ask before they send), only so many may be at it at once.
 */
@Component
@FilterRegistration(
        order = Ordered.HIGHEST_PRECEDENCE,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC},
        asyncSupported = true)
class SlowBodies extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String BODY = SlowBodies.class.getName();
    private static final String PROBLEM = "{\"status\":%d,\"title\":\"%s\",\"detail\":\"%s\"}";

    private final transient HttpSettings settings;
    private final transient Semaphore readers;
    private final AtomicLong held = new AtomicLong();

    SlowBodies(HttpSettings settings) {
        this.settings = settings;
        this.readers = new Semaphore(settings.bodyReaders());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(BODY) instanceof ArrivingBody body) {
            if (request.getDispatcherType() == DispatcherType.ASYNC && body.isWhole()) {
                chain.doFilter(new ArrivedBody(request, body.bytes()), response);
            } else {
                chain.doFilter(request, response);
            }
        } else if (request.getDispatcherType() != DispatcherType.REQUEST || !hasBody(request)) {
            chain.doFilter(request, response);
        } else if (isReadAsItComes(request)) {
            readAsItComes(request, response, chain);
        } else if (isThere(request)) {
            chain.doFilter(request, response);
        } else {
            await(request, response);
        }
    }

    private void await(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(settings.bodyTimeout().toMillis());
        ArrivingBody body = new ArrivingBody(async, held, settings);
        request.setAttribute(BODY, body);
        async.addListener(body);
        request.getInputStream().setReadListener(body);
    }

    private void readAsItComes(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!readers.tryAcquire()) {
            refuse(response, HttpStatus.SERVICE_UNAVAILABLE, "Too many bodies are being received. Try again later.");
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            readers.release();
        }
    }

    /** Tomcat closes the connection after these, unread as its body may be. */
    static void refuse(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        }
        response.getWriter().write(PROBLEM.formatted(status.value(), status.getReasonPhrase(), detail));
        response.flushBuffer();
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** Most bodies have come with their headers: nobody has to wait for those, however many others are slow. */
    private static boolean isThere(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        return length > 0 && request.getInputStream().available() >= length;
    }

    /** A body that is declared too large is refused by whoever would read it, without reading it. */
    private boolean isReadAsItComes(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType());
        return type.startsWith("multipart/")
                || type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                || type.contains("zip")
                || request.getHeader(HttpHeaders.EXPECT) != null
                || request.getContentLengthLong() > settings.maxBody().toBytes();
    }
}
