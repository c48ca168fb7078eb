package pressroom.cli.importing;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A server's wish when to be asked again: seconds, or a date (RFC 9110, 10.2.3). */
final class RetryAfter {

    private RetryAfter() {}

    /** @return empty when the header is neither; never negative */
    static Optional<Duration> parse(String header, Clock clock) {
        var text = header.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var wait =
                    Duration.between(clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
