package pressroom.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import java.io.IOException;

/**
 * Discards what comes of a body after its request was answered, without a thread and not for long: a connection that is closed over
 * unread bytes is reset, and its client may never read the answer.
 */
final class DiscardedBody implements ReadListener, AsyncListener {

    private static final long LONGEST_MILLIS = 2_000;
    private static final long MOST_BYTES = 8 << 20;

    private final AsyncContext async;
    private final Container container;
    private long bytes;
    private boolean ended;

    private DiscardedBody(AsyncContext async, Container container) {
        this.async = async;
        this.container = container;
    }

    /** Begins to discard the rest of an answered request's body. */
    static void of(AsyncContext async, Container container) throws IOException {
        DiscardedBody body = new DiscardedBody(async, container);
        async.setTimeout(LONGEST_MILLIS);
        async.addListener(body);
        async.getRequest().getInputStream().setReadListener(body);
    }

    @Override
    public synchronized void onDataAvailable() throws IOException {
        while (!ended) {
            int discarded = container.discardSome();
            if (discarded == 0) {
                return;
            }
            bytes += discarded;
            if (discarded < 0 || bytes > MOST_BYTES) {
                end();
            }
        }
    }

    @Override
    public void onAllDataRead() {
        end();
    }

    private synchronized void end() {
        if (!ended) {
            ended = true;
            async.complete();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    /** What is not completed here, the container completes with an error page, which nobody is there to read. */
    @Override
    public void onError(AsyncEvent event) {
        event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        container.neverReadTheRest();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Never started again.
    }
}
