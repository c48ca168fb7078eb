package pressroom.chaos.check;

import java.util.EnumMap;
import java.util.Map;

/**
 * Which invariants a fault excuses at present: from before it strikes until the documented command that repairs it has been
 * answered.
 */
public final class Excuses {
    private final Map<Invariant, Integer> open = new EnumMap<>(Invariant.class);
    private final Map<Invariant, Integer> begun = new EnumMap<>(Invariant.class);

    /** Excuses an invariant until the returned excuse is closed. */
    public synchronized Excuse begin(Invariant invariant) {
        open.merge(invariant, 1, Integer::sum);
        begun.merge(invariant, 1, Integer::sum);
        return () -> end(invariant);
    }

    private synchronized void end(Invariant invariant) {
        open.merge(invariant, -1, Integer::sum);
    }

    /** How many excuses were ever begun; a look during which that changes is none. */
    synchronized int begun(Invariant invariant) {
        return begun.getOrDefault(invariant, 0);
    }

    synchronized boolean isExcused(Invariant invariant) {
        return open.getOrDefault(invariant, 0) > 0;
    }

    /** An excuse that has begun. */
    @FunctionalInterface
    public interface Excuse extends AutoCloseable {
        @Override
        void close();
    }
}
