package pressroom.http;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All bodies that are being received. There are never so many that their connections leave none for others: beyond that the one
 * that has taken longest is refused.
 */
final class ArrivingBodies {

    private final int most;
    private final Duration timeout;
    /** The oldest first. */
    private final Set<ArrivingBody> bodies = new LinkedHashSet<>();

    ArrivingBodies(int most, Duration timeout) {
        this.most = most;
        this.timeout = timeout;
    }

    /** How long each may take as a whole. */
    Duration timeout() {
        return timeout;
    }

    void add(ArrivingBody body) {
        ArrivingBody oldest = addAndFindOneTooMany(body);
        if (oldest != null) {
            oldest.giveUp();
        }
    }

    private synchronized @Nullable ArrivingBody addAndFindOneTooMany(ArrivingBody body) {
        ArrivingBody oldest = null;
        if (bodies.size() >= most) {
            oldest = bodies.iterator().next();
            bodies.remove(oldest);
        }
        bodies.add(body);
        return oldest;
    }

    synchronized void remove(ArrivingBody body) {
        bodies.remove(body);
    }
}
