package pressroom.blog.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reader's server-sent events. Nobody ever waits for a reader: what is sent while he is slow replaces what of the same name
 * he has not got yet, so that a stream holds one event of each name at most.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
public final class EventStream implements WriteListener, AsyncListener {

    private static final byte[] SIGN_OF_LIFE = ":\n\n".getBytes(UTF_8);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Runnable onClose;
    private final long openedNanos = System.nanoTime();
    private final Map<String, byte[]> unsent = new LinkedHashMap<>();
    private boolean writable;
    private boolean unflushed;
    private boolean ending;
    private boolean closed;
    private @Nullable Runnable alsoOnClose;

    EventStream(AsyncContext async, ServletOutputStream out, Runnable onClose) {
        this.async = async;
        this.out = out;
        this.onClose = onClose;
    }

    /** Sends an event; {@code json} is one line. */
    public void send(String name, String json) {
        put(
                name,
                "event: %s%ndata: %s%n%n"
                        .formatted(name, json)
                        .replace("\r", "")
                        .getBytes(UTF_8));
    }

    /** Ends the stream once all is sent. */
    public void end() {
        synchronized (this) {
            ending = true;
        }
        write();
    }

    /** Runs when the stream is closed, by either side; at once when it is closed already. */
    public void whenClosed(Runnable action) {
        synchronized (this) {
            if (!closed) {
                alsoOnClose = action;
                return;
            }
        }
        action.run();
    }

    void signOfLife() {
        put("", SIGN_OF_LIFE);
    }

    long ageNanos() {
        return System.nanoTime() - openedNanos;
    }

    private void put(String name, byte[] bytes) {
        synchronized (this) {
            unsent.put(name, bytes);
        }
        write();
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            writable = true;
        }
        write();
    }

    /** Writes as much as can be written without waiting; the container comes back for the rest. */
    private void write() {
        boolean over;
        synchronized (this) {
            if (closed || !writable) {
                return;
            }
            try {
                over = isAllWritten() && ending;
            } catch (IOException | IllegalStateException readerIsGone) {
                over = true;
            }
        }
        if (over) {
            close();
        }
    }

    private boolean isAllWritten() throws IOException {
        while (out.isReady()) {
            Iterator<byte[]> next = unsent.values().iterator();
            if (next.hasNext()) {
                out.write(next.next());
                next.remove();
                unflushed = true;
            } else if (unflushed) {
                out.flush();
                unflushed = false;
            } else {
                return true;
            }
        }
        return false;
    }

    void close() {
        Runnable also;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            also = alsoOnClose;
        }
        try {
            async.complete();
        } catch (IllegalStateException completedByTheContainer) {
            // Nothing is left to be done for the reader.
        }
        onClose.run();
        if (also != null) {
            also.run();
        }
    }

    @Override
    public void onError(Throwable e) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Never started again.
    }
}
