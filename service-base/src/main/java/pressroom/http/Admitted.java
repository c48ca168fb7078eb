package pressroom.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that was admitted, and all that it has taken from the budget. */
final class Admitted implements AutoCloseable {

    private static final String ATTRIBUTE = Admitted.class.getName();

    private final long most;
    private final List<ByteBudget.Reservation> taken = new ArrayList<>(1);
    private boolean closed;

    /** @param most longest body, in bytes */
    Admitted(long most) {
        this.most = most;
    }

    void putInto(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** What was admitted of a request; null when nothing was taken for it. */
    static @Nullable Admitted of(HttpServletRequest request) {
        return (Admitted) request.getAttribute(ATTRIBUTE);
    }

    long most() {
        return most;
    }

    /** Holds this, too, until the request is answered. */
    synchronized void hold(ByteBudget.Reservation reservation) {
        if (closed) {
            reservation.close();
        } else {
            taken.add(reservation);
        }
    }

    /** The request is answered. */
    @Override
    public synchronized void close() {
        closed = true;
        taken.forEach(ByteBudget.Reservation::close);
        taken.clear();
    }
}
