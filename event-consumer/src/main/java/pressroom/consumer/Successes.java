package pressroom.consumer;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** When any thread of this process last began to handle events and succeeded: an outage shows by its absence. */
public final class Successes {

    private final AtomicReference<@Nullable Long> last = new AtomicReference<>();

    /** @param began when the handler was called, as {@link System#nanoTime} tells */
    public void add(long began) {
        last.accumulateAndGet(began, (old, now) -> old == null || (now != null && now - old > 0) ? now : old);
    }

    /** Whether a call that began after this time succeeded. */
    public boolean since(long time) {
        Long began = last.get();
        return began != null && began - time > 0;
    }
}
