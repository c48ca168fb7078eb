package pressroom.blog.pressure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How fast each author may go: the generic cell rate algorithm, in its virtual scheduling form. One number per author, the
 * time at which the next change would be due if he kept to his rate; he may be ahead of it by a burst.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-I.371">ITU-T I.371, annex A</a>
 */
@Component
class AuthorRates {

    private static final int FORGET_AT = 50_000;

    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private final long interval;
    private final long ahead;

    @Autowired
    AuthorRates(PressureSettings settings) {
        this(settings, System::nanoTime);
    }

    AuthorRates(PressureSettings settings, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.interval = (long) (1e9 / settings.authorRate());
        this.ahead = interval * (settings.authorBurst() - 1);
    }

    /**
     * Takes one change of an author's into account.
     *
     * @return how long he has to wait before it would be taken; zero when it is
     */
    Duration take(String authorId) {
        return take(authorId, ahead);
    }

    /**
     * As {@link #take(String)}, for an author who has no burst left to him: at most one change in so long a time, counted from
     * the end of what he is ahead.
     */
    Duration takeOneIn(Duration time, String authorId) {
        return take(authorId, interval - time.toNanos());
    }

    /** What {@link #takeOneIn} would say, without taking anything into account. */
    Duration untilOneIn(Duration time, String authorId) {
        Long before = due.get(authorId);
        return before == null
                ? Duration.ZERO
                : Duration.ofNanos(wait(before, nanoTime.getAsLong(), interval - time.toNanos()));
    }

    /** How many authors have changed something in so long a time before now, and those who are ahead. */
    int activeWithin(Duration time) {
        long since = nanoTime.getAsLong() - time.toNanos();
        return (int) due.values().stream().filter(last -> last - since > 0).count();
    }

    private Duration take(String authorId, long mayBeAhead) {
        long now = nanoTime.getAsLong();
        long[] wait = new long[1];
        due.compute(authorId, (id, before) -> {
            wait[0] = before == null ? 0 : wait(before, now, mayBeAhead);
            long next = before == null || before - now < 0 ? now : before;
            return wait[0] == 0 ? Long.valueOf(next + interval) : before;
        });
        if (due.size() > FORGET_AT) {
            due.values().removeIf(time -> time - now < 0);
        }
        return Duration.ofNanos(wait[0]);
    }

    private static long wait(long due, long now, long mayBeAhead) {
        return Math.max(0, due - now - mayBeAhead);
    }
}
