package pressroom.blog.pages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An author's total, and how fresh it is.
 *
 * @param counted what the counter says; null when it does not answer
 * @param published how many are published, as of the same moment
 * @param asOf when both were asked
 */
record Total(@Nullable Long counted, long published, Instant asOf) {

    /** Whether nothing is on its way to the counter. */
    public boolean isSettled() {
        return counted != null && counted == published;
    }

    /** How many changes of the number are still on their way; negative when posts were taken back. */
    public long underWay() {
        return counted == null ? 0 : published - counted;
    }
}
