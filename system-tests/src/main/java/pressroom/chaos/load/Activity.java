package pressroom.chaos.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import pressroom.chaos.cluster.Sleep;

/** What authors may begin, and how many acts of theirs are not finished. */
final class Activity {
    private static final long LOOK_EVERY_MILLIS = 20;

    private final AtomicInteger running = new AtomicInteger();
    private volatile Level level = Level.EVERYTHING;

    /** How much they may do. */
    enum Level {
        NOTHING,
        NEW_POSTS,
        EVERYTHING
    }

    /** What an act that begins now may be. It counts first and looks then, so that none is missed. */
    Level begin() {
        running.incrementAndGet();
        return level;
    }

    void end() {
        running.decrementAndGet();
    }

    void allow(Level next) {
        level = next;
    }

    /** Lets nothing begin any more; whether all that had begun is finished within this time. */
    boolean pause(Duration patience) {
        level = Level.NOTHING;
        long end = System.nanoTime() + patience.toNanos();
        while (running.get() > 0) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
        return true;
    }
}
