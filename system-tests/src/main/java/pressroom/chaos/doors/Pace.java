package pressroom.chaos.doors;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Holds a sender to a number of bytes or requests in a second, and to an end. Used by one thread. */
final class Pace {
    private final long start = System.nanoTime();
    private final long end;
    private final double perSecond;
    private long sent;

    Pace(double perSecond, Duration length) {
        this.perSecond = perSecond;
        this.end = start + length.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - end > 0;
    }

    /** Waits as long as these should take. */
    void sent(long more) {
        sent += more;
        long due = start + (long) (sent / perSecond * 1e9);
        for (long left = due - System.nanoTime(); left > 0 && !isOver(); left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Waits until the end. */
    void rest() {
        while (!isOver()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
