package pressroom.cli.importing;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next try.
 *
 * @param first the wait after the first failure; doubled with each further one
 * @param cap the longest wait, also when a server asks for a longer one
 */
public record Backoff(Duration first, Duration cap, RandomGenerator random) {

    static Backoff standard() {
        return new Backoff(Duration.ofMillis(200), Duration.ofMinutes(1), RandomGenerator.getDefault());
    }

    /**
     * A server's wish is kept and up to a quarter more is waited, so that the clients do not come back in one wave; without a wish,
     * anything between half of the doubled wait and all of it.
     *
     * @param failures so far, at least 1
     */
    Duration delay(int failures, @Nullable Duration wish) {
        if (wish != null) {
            var base = Math.min(wish.toMillis(), cap.toMillis());
            return Duration.ofMillis(base + (long) (random.nextDouble() * base / 4));
        }
        var doubled = first.toMillis() << Math.min(failures - 1, 20);
        var base = Math.min(doubled, cap.toMillis());
        return Duration.ofMillis((long) (base * (0.5 + random.nextDouble() / 2)));
    }
}
