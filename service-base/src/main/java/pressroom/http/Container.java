package pressroom.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/** What the servlet API cannot ask of the container about a request's body. */
final class Container {

    private static final String ATTRIBUTE = Container.class.getName();

    private final Request request;
    private final Response response;
    private final @Nullable RequestInService inService;
    private boolean discards;

    private Container(Request request, Response response, @Nullable RequestInService inService) {
        this.request = request;
        this.response = response;
        this.inService = inService;
    }

    /** The container behind a request; {@link Access} has put it there. */
    static Container of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Container container) {
            return container;
        }
        throw new IllegalStateException("the valve pressroom.http.Container$Access is missing");
    }

    /** Tells a client that waits for it ({@code Expect: 100-continue}) to send its body. */
    void sendContinue() {
        response.sendAcknowledgement(ContinueResponseTiming.ON_REQUEST_BODY_READ);
    }

    /**
     * Closes the connection after the answer instead of reading the rest of the body first, which would hold a thread for as
     * long as the client likes. Only when an asynchronous request completes: the container takes it for an error, and after one
     * it may never complete the request, for which a service that ends would wait.
     */
    void neverReadTheRest() {
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    /** Discards the body, and closes the connection, once the request is answered. */
    void discardBody() {
        response.setHeader("Connection", "close");
        discards = true;
    }

    /**
     * Discards what has come of the body, without blocking; the read listener is called when there is more. The container closes
     * the servlet's stream once the whole answer is written, so this reads from under it.
     *
     * @return bytes discarded; 0 if nothing has come; -1 at the end of the body
     */
    int discardSome() throws IOException {
        org.apache.coyote.Request body = request.getCoyoteRequest();
        // A piece of a chunk's head is no data: asked again, the container waits for the rest.
        while (!body.isFinished() && body.isReady()) {
            int discarded = body.doRead(new Discarding());
            if (discarded != 0) {
                return discarded;
            }
        }
        return body.isFinished() ? -1 : 0;
    }

    private void answered() throws IOException {
        if (discards && !request.isAsync()) {
            response.flushBuffer();
            DiscardedBody.of(request.startAsync(), this);
        }
    }

    /** Gives this request as long as an upload may take. */
    void allowUpload() {
        if (inService != null) {
            inService.allowUpload();
        }
    }

    /** Makes the container reachable for filters. */
    static final class Access extends ValveBase {

        /** For asynchronous requests, too. */
        Access() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            LimitedEndpoint endpoint = LimitedEndpoint.ofThisThread();
            RequestInService inService = endpoint == null ? null : endpoint.begin();
            try {
                Container container = new Container(request, response, inService);
                request.setAttribute(ATTRIBUTE, container);
                getNext().invoke(request, response);
                container.answered();
            } finally {
                if (endpoint != null && inService != null) {
                    endpoint.end(inService);
                }
            }
        }
    }

    /** Keeps nothing but the reference that the container's filters need while they read. */
    private static final class Discarding implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // The container brings buffers of its own.
        }
    }
}
