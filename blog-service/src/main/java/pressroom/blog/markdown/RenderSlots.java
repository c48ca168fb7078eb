package pressroom.blog.markdown;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import pressroom.blog.web.Problem;

/**
 * Limits how many posts are rendered at once, since each takes a processor and many times its length in memory. Long posts have
 * a slot of their own, so that a short one never waits for them.
 */
final class RenderSlots {

    private static final int LONG_CHARACTERS = 1 << 16;

    private final Semaphore forShort =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final Semaphore forLong = new Semaphore(1, true);
    private final Duration wait;

    /** @param wait for a slot at most */
    RenderSlots(Duration wait) {
        this.wait = wait;
    }

    /**
     * Renders a post as soon as a slot is free.
     *
     * @param characters the post's length
     * @throws org.springframework.web.ErrorResponseException 503 when no slot gets free in time
     */
    SafeHtml render(int characters, Supplier<SafeHtml> renderer) {
        Semaphore slots = characters > LONG_CHARACTERS ? forLong : forShort;
        acquire(slots);
        try {
            return renderer.get();
        } finally {
            slots.release();
        }
    }

    private void acquire(Semaphore slots) {
        try {
            if (slots.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE, "Too many posts are being prepared right now. Try again.", wait);
    }
}
