package pressroom.crash;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often one crash point is still to be passed. */
record Countdown(String name, AtomicInteger left) {

    /** @throws IllegalArgumentException when it is neither empty nor {@code name@count} */
    static Countdown of(String armed) {
        if (armed.isEmpty()) {
            return new Countdown("", new AtomicInteger());
        }
        int at = armed.lastIndexOf('@');
        if (at < 1 || !armed.substring(at + 1).matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("pressroom.crash-point must look like relay.after-acks@7, not " + armed);
        }
        return new Countdown(armed.substring(0, at), new AtomicInteger(Integer.parseInt(armed.substring(at + 1))));
    }

    boolean endsAt(String reached) {
        return reached.equals(name) && left.decrementAndGet() == 0;
    }
}
