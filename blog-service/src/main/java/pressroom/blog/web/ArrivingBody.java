package pressroom.blog.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpStatus;

/** What has come of a body so far; once all of it is there, the request goes on its way. */
final class ArrivingBody implements ReadListener, AsyncListener {

    private static final int PIECE_BYTES = 16_384;

    private final AsyncContext async;
    private final AtomicLong held;
    private final HttpSettings settings;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private boolean whole;
    private boolean ended;

    /**
     * @param come the beginning, as far as it has been read
     * @param held how many bytes all bodies together hold at present
     */
    ArrivingBody(AsyncContext async, byte[] come, AtomicLong held, HttpSettings settings) {
        this.async = async;
        this.held = held;
        this.settings = settings;
        bytes.writeBytes(come);
        held.addAndGet(come.length);
    }

    synchronized boolean isWhole() {
        return whole;
    }

    synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    @Override
    public synchronized void onDataAvailable() throws IOException {
        ServletInputStream in = async.getRequest().getInputStream();
        byte[] piece = new byte[PIECE_BYTES];
        while (!ended && in.isReady()) {
            int read = in.read(piece);
            if (read < 0) {
                return;
            }
            bytes.write(piece, 0, read);
            if (held.addAndGet(read) > settings.maxHeld().toBytes()) {
                refuse(HttpStatus.SERVICE_UNAVAILABLE, "Too many bodies are being received. Try again later.");
            } else if (bytes.size() > settings.maxBody().toBytes()) {
                refuse(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "The body is longer than %,d bytes."
                                .formatted(settings.maxBody().toBytes()));
            }
        }
    }

    @Override
    public synchronized void onAllDataRead() {
        if (!ended) {
            whole = true;
            ended = true;
            async.dispatch();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        refuse(
                HttpStatus.REQUEST_TIMEOUT,
                "The body did not arrive within %d s."
                        .formatted(settings.bodyTimeout().toSeconds()));
    }

    @Override
    public synchronized void onError(Throwable gone) {
        if (!ended) {
            ended = true;
            async.complete();
        }
    }

    private synchronized void refuse(HttpStatus status, String detail) throws IOException {
        if (!ended) {
            ended = true;
            SlowBodies.refuse((HttpServletResponse) async.getResponse(), status, detail);
            async.complete();
        }
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        held.addAndGet(-bytes.size());
        bytes.reset();
    }

    @Override
    public void onError(AsyncEvent event) {
        // The container completes what has failed.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Whoever handles the request may answer it later in turn; the body is held until then.
        event.getAsyncContext().addListener(this);
    }
}
