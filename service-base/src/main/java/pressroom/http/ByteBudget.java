package pressroom.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Bytes of heap for all requests together. A request's cost is taken before anything of it is read, and given back once it is
 * answered, so that the sum of what callers make this process hold has a limit, whatever they send.
 *
 * <p>Requests of more than {@link #SMALL} bytes may take half of it, so that large ones never keep small ones out. One caller
 * may take a quarter of either part, or one request.
 */
public final class ByteBudget {

    /** The longest body of a small request, in bytes. */
    public static final long SMALL = 64 << 10;

    private static final int SHARE = 4;

    private final long size;
    private final Map<String, Long> shares = new HashMap<>();
    private long used;
    private long usedByLarge;

    /** A budget of so many bytes of heap. */
    public ByteBudget(long size) {
        this.size = size;
    }

    /** Bytes that are taken at present. */
    public synchronized long used() {
        return used;
    }

    /** Bytes that there are in all. */
    public long size() {
        return size;
    }

    /**
     * Takes a request's cost.
     *
     * @param caller whose share it is taken from
     * @param exempt whether the caller may take more than a share
     * @param large whether the request is a large one
     * @param cost bytes of heap that handling the request may hold
     * @throws OverBudget when that much is not left; nothing is taken then
     */
    synchronized Reservation take(String caller, boolean exempt, boolean large, long cost) throws OverBudget {
        String key = large ? "large " + caller : caller;
        long before = shares.getOrDefault(key, 0L);
        long part = large ? size / 2 : size;
        if (!exempt && before > 0 && before + cost > part / SHARE) {
            throw OverBudget.OF_CALLER;
        }
        if (used + cost > size || large && usedByLarge > 0 && usedByLarge + cost > part) {
            throw OverBudget.OF_ALL;
        }
        shares.put(key, before + cost);
        used += cost;
        usedByLarge += large ? cost : 0;
        return new Reservation(key, large, cost);
    }

    private synchronized void giveBack(Reservation reservation) {
        used -= reservation.cost;
        usedByLarge -= reservation.large ? reservation.cost : 0;
        shares.computeIfPresent(
                reservation.key, (key, taken) -> taken == reservation.cost ? null : taken - reservation.cost);
    }

    /** A request's part of the budget, until it is closed. */
    final class Reservation implements AutoCloseable {

        private final String key;
        private final boolean large;
        private final long cost;
        private boolean closed;

        private Reservation(String key, boolean large, long cost) {
            this.key = key;
            this.large = large;
            this.cost = cost;
        }

        /** Gives it back, once. */
        @Override
        public void close() {
            synchronized (ByteBudget.this) {
                if (!closed) {
                    closed = true;
                    giveBack(this);
                }
            }
        }
    }
}
