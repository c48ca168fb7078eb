package pressroom.blog.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class AuthorRatesTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final AuthorRates rates = new AuthorRates(
            new PressureSettings(1, Duration.ofHours(1), DataSize.ofBytes(0), 2, 3, Duration.ofMinutes(1)), clock::get);

    @Test
    void aBurstIsTakenAndWhatFollowsComesAtItsRate() {
        for (int i = 0; i < 3; i++) {
            assertThat(rates.take("ada")).isZero();
        }
        assertThat(rates.take("ada")).isEqualTo(Duration.ofMillis(500));

        pass(Duration.ofMillis(500));
        assertThat(rates.take("ada")).isZero();
        assertThat(rates.take("ada")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void whoIsSentAwayHasNotUsedUpAnything() {
        for (int i = 0; i < 3 + 100; i++) {
            rates.take("ada");
        }
        pass(Duration.ofMillis(500));

        assertThat(rates.take("ada")).isZero();
    }

    @Test
    void oneAuthorsHasteIsNotAnothersWait() {
        for (int i = 0; i < 10; i++) {
            rates.take("ada");
        }

        assertThat(rates.take("grace")).isZero();
    }

    /** The clock starts near its end, since nanoTime may wrap around. */
    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
