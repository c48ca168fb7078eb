package pressroom.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.http.HttpStatus;

/** A body that is received without a thread; once all of it is there, the request is dispatched again. */
final class ArrivingBody implements ReadListener, AsyncListener {

    private static final int FIRST_BYTES = 16_384;

    private final AsyncContext async;
    private final Container container;
    private final Admitted admitted;
    private final ArrivingBodies all;
    private final long timeoutSeconds;
    private byte[] bytes;
    private int length;
    private boolean whole;
    private boolean ended;

    /**
     * Receives the body of a request that was admitted.
     *
     * @param come its beginning, as far as it has been read, in an array of the declared length if there is one
     * @param length bytes in {@code come}
     */
    ArrivingBody(AsyncContext async, Admitted admitted, byte[] come, int length, ArrivingBodies all) {
        this.async = async;
        this.container = Container.of((HttpServletRequest) async.getRequest());
        this.admitted = admitted;
        this.all = all;
        this.bytes = come;
        this.length = length;
        this.timeoutSeconds = all.timeout().toSeconds();
    }

    synchronized boolean isWhole() {
        return whole;
    }

    Admitted admitted() {
        return admitted;
    }

    /** The whole body, once: it is held by the caller from there on. */
    synchronized byte[] takeBytes() {
        byte[] all = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        bytes = new byte[0];
        length = 0;
        return all;
    }

    @Override
    public synchronized void onDataAvailable() throws IOException {
        ServletInputStream in = async.getRequest().getInputStream();
        while (!ended && in.isReady()) {
            if (length == bytes.length) {
                grow();
            }
            int read = in.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return;
            }
            length += read;
            if (length > admitted.most()) {
                refuse(HttpStatus.CONTENT_TOO_LARGE, Refusals.tooLong(admitted.most()));
            }
        }
    }

    /** One byte more than allowed is room to notice that it is too long. */
    private void grow() {
        long larger = Math.min(admitted.most() + 1, Math.max(FIRST_BYTES, 2L * bytes.length));
        bytes = Arrays.copyOf(bytes, (int) Math.max(larger, length + 1L));
    }

    @Override
    public synchronized void onAllDataRead() {
        if (!ended) {
            whole = true;
            end();
            async.dispatch();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        refuse(HttpStatus.REQUEST_TIMEOUT, "The body did not arrive within %d s.".formatted(timeoutSeconds));
    }

    @Override
    public synchronized void onError(Throwable gone) {
        if (!ended) {
            end();
            async.complete();
        }
    }

    /** Refuses it, since it has taken longest of too many. */
    void giveUp() {
        try {
            refuse(HttpStatus.SERVICE_UNAVAILABLE, "Too many bodies are being received. Try again later.");
        } catch (IOException | IllegalStateException goneMeanwhile) {
            release();
        }
    }

    private void end() {
        ended = true;
        all.remove(this);
    }

    private synchronized void refuse(HttpStatus status, String detail) throws IOException {
        if (ended) {
            return;
        }
        end();
        // If the client goes meanwhile, the container may tell no listener of the end.
        release();
        Refusals.write(
                (HttpServletRequest) async.getRequest(), (HttpServletResponse) async.getResponse(), status, detail);
        async.complete();
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        release();
        if (!whole) {
            container.neverReadTheRest();
        }
    }

    private synchronized void release() {
        all.remove(this);
        bytes = new byte[0];
        length = 0;
        admitted.close();
    }

    /** What is not completed here, the container completes with an error page, which nobody is there to read. */
    @Override
    public void onError(AsyncEvent event) {
        if (!isWhole()) {
            event.getAsyncContext().complete();
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // The request may be answered later in turn; its cost is held until then.
        event.getAsyncContext().addListener(this);
    }
}
