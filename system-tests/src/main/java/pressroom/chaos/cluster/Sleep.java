package pressroom.chaos.cluster;

import java.time.Duration;

/** Lets time pass in a schedule, where time is what is asked for. */
public final class Sleep {
    private Sleep() {}

    /** Sleeps; an interrupt becomes an exception that ends the run. */
    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Sleeps; an interrupt becomes an exception that ends the run. */
    public static void of(Duration duration) {
        millis(duration.toMillis());
    }
}
