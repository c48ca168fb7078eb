package pressroom.blog.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class FairSharesTest {

    /** It starts near its end, since nanoTime may wrap around. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

    private final AuthorRates rates = new AuthorRates(
            new PressureSettings(1, Duration.ofHours(1), DataSize.ofBytes(0), 10, 10, Duration.ofMinutes(1)),
            clock::get);
    private final FairShares shares = new FairShares(rates, clock::get);
    private final Backlog backlog = new Backlog(60, Duration.ofSeconds(1), 100, 0);

    @Test
    void halfOfWhatTheRelaySendsIsGivenOut() {
        Map<String, Integer> taken = push(20, IntStream.range(0, 64).toArray());

        assertThat(taken.values().stream().mapToInt(Integer::intValue).sum()).isBetween(20 * 50 - 50, 20 * 50 + 50);
    }

    @Test
    void allWhoPushGetTheSame() {
        int[] oneAsksTenTimesAsOften =
                IntStream.range(0, 30).map(i -> i < 10 ? 0 : i).toArray();

        Map<String, Integer> taken = push(60, oneAsksTenTimesAsOften);

        int most = taken.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        int least = taken.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
        assertThat(taken).hasSize(21);
        assertThat(most - least).as(taken.toString()).isLessThanOrEqualTo(least / 4);
    }

    @Test
    void whoAsksForLessThanHisShareIsAlwaysLetIn() {
        int refused = 0;
        push(5, IntStream.range(0, 40).toArray());
        for (int second = 0; second < 60; second++) {
            refused += shares.take("polite", backlog).isZero() ? 0 : 1;
            push(1, IntStream.range(0, 40).toArray());
        }

        assertThat(refused).isZero();
    }

    @Test
    void whoHasUsedUpHisBurstWaitsUntilThatIsMadeUpFor() {
        for (int i = 0; i < 10; i++) {
            assertThat(rates.take("hasty")).isZero();
        }
        rates.take("other");

        // Ten changes are one second ahead of his rate, of which one may be taken now; two who share wait 2 x 20 ms.
        assertThat(shares.take("hasty", backlog)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_000));
        assertThat(shares.take("other", backlog)).isLessThan(Duration.ofMillis(100));
    }

    /** Everybody asks every 10 ms; how often each was let in. */
    private Map<String, Integer> push(int seconds, int[] authors) {
        Map<String, Integer> taken = new HashMap<>();
        for (int step = 0; step < seconds * 100; step++) {
            for (int i = 0; i < authors.length; i++) {
                String author = "author-" + authors[(i + step) % authors.length];
                if (shares.take(author, backlog).isZero()) {
                    taken.merge(author, 1, Integer::sum);
                }
            }
            clock.addAndGet(Duration.ofMillis(10).toNanos());
        }
        return taken;
    }
}
