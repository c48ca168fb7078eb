package pressroom.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-01T10:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "3, PT3S",
        "' 0 ', PT0S",
        "'Mon, 01 Jun 2026 10:00:07 GMT', PT7S",
        "'Mon, 01 Jun 2026 09:00:00 GMT', PT0S",
    })
    void readsSecondsAndDates(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999999999999"})
    void ignoresWhatIsNeither(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }

    @Test
    void isKeptWithSomeJitterUpToTheCap() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(60), new Random(1));
        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.delay(1, Duration.ofSeconds(4))).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
            assertThat(backoff.delay(1, Duration.ofHours(1))).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
            assertThat(backoff.delay(3, null)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
            assertThat(backoff.delay(1_000_000, null)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        }
    }
}
