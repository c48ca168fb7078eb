package pressroom.chaos.check;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a fault excuses an invariant. It ends at its instant, or when it is closed: once the operator's call
 * that it names was answered.
 */
public final class Excuse implements AutoCloseable {
    private final Excused excused;
    private final String fault;
    private final String until;
    private final Instant since;
    private final InstantSource clock;
    private volatile @Nullable Instant end;

    /** @param end null until it is closed */
    Excuse(Excused excused, String fault, String until, InstantSource clock, @Nullable Instant end) {
        this.excused = excused;
        this.fault = fault;
        this.until = until;
        this.since = clock.instant();
        this.clock = clock;
        this.end = end;
    }

    Excused excused() {
        return excused;
    }

    boolean isOpen() {
        return end(Instant.MAX).isAfter(clock.instant());
    }

    /** Whether it held at any time between the two. */
    boolean covers(Instant from, Instant to) {
        return !to.isBefore(since) && !from.isAfter(end(Instant.MAX));
    }

    /** From now on the invariant holds again; what was seen before stays excused. */
    @Override
    public void close() {
        if (isOpen()) {
            end = clock.instant();
        }
    }

    private Instant end(Instant whenOpen) {
        Instant known = end;
        return known == null ? whenOpen : known;
    }

    @Override
    public String toString() {
        return "%s excused by \"%s\" until %s".formatted(excused, fault, until);
    }
}
