package pressroom.blog.pressure;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Who is let in above the common limit: half of the room that the relay makes is given out, in equal shares to all who write,
 * so that those who push hardest cannot shut out the others. The other half brings the backlog down.
 *
 * <p>By rates in place of queues: nobody waits here, who is not let in comes back.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7806">RFC 7806, section 2, on queues that divide a link fairly</a>
 */
@Component
class FairShares {

    private static final double GIVEN_OUT = 0.5;

    /** Who has written so lately is counted among those who share. */
    private static final Duration LATELY = Duration.ofSeconds(10);

    /** The room of so long a time may be taken at once. */
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private final AuthorRates rates;
    private final LongSupplier nanoTime;
    private int sharers;
    private long counted;
    private long due;

    @Autowired
    FairShares(AuthorRates rates) {
        this(rates, System::nanoTime);
    }

    FairShares(AuthorRates rates, LongSupplier nanoTime) {
        this.rates = rates;
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong();
        this.counted = due - LATELY.toNanos();
    }

    /**
     * Takes one change of an author's into account if it is within his share.
     *
     * @param backlog one that the relay is working off
     * @return how long he has to wait before it would be taken; zero when it is
     */
    synchronized Duration take(String authorId, Backlog backlog) {
        long place = (long) (1e9 / (GIVEN_OUT * backlog.drainPerSecond()));
        Duration share = Duration.ofNanos(place * sharers());
        Duration wait = rates.untilOneIn(share, authorId);
        if (!wait.isZero()) {
            return wait;
        }
        long now = nanoTime.getAsLong();
        long next = due - now < 0 ? now : due;
        long untilPlace = next - now - AT_ONCE.toNanos();
        if (untilPlace > 0) {
            return Duration.ofNanos(untilPlace);
        }
        due = next + place;
        return rates.takeOneIn(share, authorId);
    }

    private int sharers() {
        long now = nanoTime.getAsLong();
        if (now - counted >= AT_ONCE.toNanos()) {
            sharers = Math.max(1, rates.activeWithin(LATELY));
            counted = now;
        }
        return sharers;
    }
}
