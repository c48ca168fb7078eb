package pressroom.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * Decides about each body before anything of it is read: whether the call takes one at all, whether its caller has a valid token,
 * and whether the budget has room for what handling it costs. A body that is admitted is received without holding a thread,
 * once, into an array of its size; a body that is not is never read.
 */
final class BodyFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String BODY = BodyFilter.class.getName();
    /** As much as the container takes in at once. */
    private static final int MOST_WITH_THE_HEAD = 16_384;

    private static final String WRONG_PARAMETERS = "There are too many parameters or fields, or one is malformed.";

    private final transient ArrivingBodies arriving;
    private final transient BodyRules rules;
    private final transient Callers callers;
    private final transient RequestBudget budget;

    BodyFilter(HttpSettings settings, BodyRules rules, Callers callers, RequestBudget budget) {
        this.arriving = new ArrivingBodies(settings.connections() / 2, settings.bodyTimeout());
        this.rules = rules;
        this.callers = callers;
        this.budget = budget;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(BODY) instanceof ArrivingBody body) {
            afterDispatch(body, request, response, chain);
        } else if (request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
        } else {
            try {
                if (hasBody(request)) {
                    decide(request, response, chain);
                } else if (hasWrongParameters(request)) {
                    Refusals.write(request, response, HttpStatus.BAD_REQUEST, WRONG_PARAMETERS);
                } else {
                    chain.doFilter(request, response);
                }
            } finally {
                RequestBudget.handled(request);
            }
        }
    }

    private static void afterDispatch(
            ArrivingBody body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ASYNC && body.isWhole()) {
            handOn(request, body.takeBytes(), response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void decide(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<BodyRule> rule = rules.of(request);
        if (rule.isEmpty()) {
            unread(request, response, chain);
            return;
        }
        BodyRule applies = rule.get();
        long declared = request.getContentLengthLong();
        if (declared > applies.most().toBytes()) {
            Refusals.write(
                    request,
                    response,
                    HttpStatus.CONTENT_TOO_LARGE,
                    Refusals.tooLong(applies.most().toBytes()));
            return;
        }
        Caller caller = callers.of(request);
        if (applies.token() && !caller.known()) {
            unread(request, response, chain);
            return;
        }
        try {
            receive(applies, budget.admit(request, caller, applies, declared), request, response, chain);
        } catch (OverBudget refusal) {
            Refusals.write(request, response, refusal);
        }
    }

    private void receive(
            BodyRule rule,
            Admitted admitted,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (rule.kind() == BodyRule.Kind.UPLOAD) {
            Container.of(request).allowUpload();
            chain.doFilter(request, response);
            return;
        }
        long declared = request.getContentLengthLong();
        byte[] bytes = new byte[declared < 0 ? 0 : (int) declared];
        int come = declared > MOST_WITH_THE_HEAD ? 0 : readWhatIsThere(request, bytes);
        if (declared >= 0 && come == declared) {
            handOn(request, bytes, response, chain);
        } else {
            await(request, response, admitted, bytes, come);
        }
    }

    private void await(
            HttpServletRequest request, HttpServletResponse response, Admitted admitted, byte[] bytes, int come)
            throws IOException {
        if (request.getHeader(HttpHeaders.EXPECT) != null) {
            Container.of(request).sendContinue();
        }
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(arriving.timeout().toMillis());
        ArrivingBody body = new ArrivingBody(async, admitted, bytes, come, arriving);
        request.setAttribute(BODY, body);
        async.addListener(body);
        arriving.add(body);
        request.getInputStream().setReadListener(body);
    }

    private static void handOn(HttpServletRequest request, byte[] body, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String type = String.valueOf(request.getContentType());
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            chain.doFilter(new ReceivedBody(request, body), response);
            return;
        }
        ReceivedForm form;
        try {
            form = new ReceivedForm(request, body);
        } catch (InvalidParameterException malformed) {
            Refusals.write(request, response, HttpStatus.BAD_REQUEST, WRONG_PARAMETERS);
            return;
        }
        chain.doFilter(form, response);
    }

    /**
     * Leaves the body on the wire. The call is answered as it would be without one: 401, 404, 405 or 415. Only a call that reads
     * nothing anyway, such as a DELETE, succeeds.
     */
    private static void unread(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod())) {
            Refusals.write(
                    request, response, HttpStatus.BAD_REQUEST, "A request that reads has no body. Leave it out.");
            return;
        }
        Container.of(request).discardBody();
        chain.doFilter(new WithoutBody(request), response);
    }

    /** The container reads them once, for all; what it throws would else be taken for a fault of the service. */
    private static boolean hasWrongParameters(HttpServletRequest request) {
        if (request.getQueryString() == null) {
            return false;
        }
        try {
            request.getParameterMap();
            return false;
        } catch (InvalidParameterException wrong) {
            return true;
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /**
     * Most bodies come with their head: those need no dispatch, which costs as much as handling one. What the container has in
     * its buffer is read without blocking.
     *
     * @return bytes read
     */
    private static int readWhatIsThere(HttpServletRequest request, byte[] bytes) throws IOException {
        ServletInputStream in = request.getInputStream();
        int come = 0;
        while (come < bytes.length && in.available() > 0) {
            come += Math.max(0, in.read(bytes, come, bytes.length - come));
        }
        return come;
    }
}
