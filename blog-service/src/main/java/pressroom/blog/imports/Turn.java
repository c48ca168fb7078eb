package pressroom.blog.imports;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** The time that an import has before another author's is taken up; it begins anew as long as none waits. */
final class Turn {

    private final long nanos;
    private final BooleanSupplier othersWait;
    private final LongSupplier nanoTime;
    private long begin;

    Turn(Duration length, BooleanSupplier othersWait, LongSupplier nanoTime) {
        this.nanos = length.toNanos();
        this.othersWait = othersWait;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /** Whether it is another author's turn; the others are looked for only once in its length. */
    boolean isOver() {
        long now = nanoTime.getAsLong();
        if (now - begin < nanos) {
            return false;
        }
        if (othersWait.getAsBoolean()) {
            return true;
        }
        begin = now;
        return false;
    }
}
