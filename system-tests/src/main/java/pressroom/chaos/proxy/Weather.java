package pressroom.chaos.proxy;

import java.time.Duration;

/** What a link is doing to its connections at present. */
final class Weather {

    enum Kind {
        CLEAR,
        CUT,
        BLACK_HOLE,
        ANSWERS_LOST
    }

    private volatile Kind kind = Kind.CLEAR;
    private volatile long delayMillis;
    private volatile long bytesPerSecond = Long.MAX_VALUE;

    boolean is(Kind asked) {
        return kind == asked;
    }

    synchronized void set(Kind now) {
        kind = now;
        notifyAll();
    }

    void delay(Duration each) {
        delayMillis = each.toMillis();
    }

    void throttle(long rate) {
        bytesPerSecond = rate;
    }

    void clear() {
        delayMillis = 0;
        bytesPerSecond = Long.MAX_VALUE;
        set(Kind.CLEAR);
    }

    /** Holds the caller up as the network would, before it carries so many bytes. */
    void hold(int bytes) throws InterruptedException {
        long millis = delayMillis + 1000L * bytes / bytesPerSecond;
        if (millis > 0) {
            Thread.sleep(millis);
        }
        synchronized (this) {
            while (kind == Kind.BLACK_HOLE) {
                wait();
            }
        }
    }
}
