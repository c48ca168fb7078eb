package pressroom.blog.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
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
    /** As much as the container takes in at once. */
    private static final int MOST_WITH_THE_HEAD = 16_384;

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
        } else {
            byte[] come = comeWithTheHead(request);
            if (come.length > 0 && come.length == request.getContentLengthLong()) {
                chain.doFilter(new ArrivedBody(request, come), response);
            } else {
                await(request, response, come);
            }
        }
    }

    /** How many bytes of bodies that have not come whole are kept. */
    long held() {
        return held.get();
    }

    private void await(HttpServletRequest request, HttpServletResponse response, byte[] come) throws IOException {
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(settings.bodyTimeout().toMillis());
        ArrivingBody body = new ArrivingBody(async, come, held, settings);
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

    /**
     * Most bodies have come with their head: nobody has to wait for those, and to hand a request on costs as much again as to
     * take it in. The container says of what lies in its buffer no more than that there is something, and reading that never
     * blocks.
     */
    private static byte[] comeWithTheHead(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length <= 0 || length > MOST_WITH_THE_HEAD) {
            return new byte[0];
        }
        ServletInputStream in = request.getInputStream();
        byte[] bytes = new byte[(int) length];
        int come = 0;
        while (come < length && in.available() > 0) {
            come += Math.max(0, in.read(bytes, come, bytes.length - come));
        }
        return come == length ? bytes : Arrays.copyOf(bytes, come);
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
