package pressroom.blog.markdown;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import pressroom.blog.web.Problem;

/**
 * Limits how many posts are rendered at once, since each takes a processor and many times its length in memory. Long posts have
 * a slot of their own, so that a short one never waits for them.
 */
final class RenderSlots {

    private static final int LONG_CHARACTERS = 1 << 16;

    private final FairSlots forShort =
            new FairSlots(Math.max(2, Runtime.getRuntime().availableProcessors()));
    private final FairSlots forLong = new FairSlots(1);
    private final Duration wait;

    /** @param wait for a slot at most */
    RenderSlots(Duration wait) {
        this.wait = wait;
    }

    /**
     * Renders a post as soon as a slot is free and it is the caller's turn.
     *
     * @param caller callers take turns
     * @param characters the post's length
     * @throws org.springframework.web.ErrorResponseException 503 when no slot gets free in time
     */
    SafeHtml render(String caller, int characters, Supplier<SafeHtml> renderer) {
        FairSlots slots = characters > LONG_CHARACTERS ? forLong : forShort;
        if (!slots.acquire(caller, wait)) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "Too many posts are being prepared right now. Try again.", wait);
        }
        try {
            return renderer.get();
        } finally {
            slots.release();
        }
    }
}
