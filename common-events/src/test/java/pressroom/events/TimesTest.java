package pressroom.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever it reads, it reads as the library does. */
class TimesTest {

    private static final String USED = "0123456789-:.TZ+٣e";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-05T09:30:15Z",
                "2026-01-05T09:30:15.1Z",
                "2026-01-05T09:30:15.123456789Z",
                "2024-02-29T23:59:59.999999999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "1969-12-31T23:59:59.5Z",
                "2026-01-05T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-01-05T09:30:15+01:00",
                "2026-01-05T09:30:15.Z",
                "+12026-01-05T09:30:15Z",
                "2026-01-05t09:30:15z"
            })
    void aTimeIsWhatTheLibrarySays(String text) {
        assertSame(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-05T25:00:00Z",
                "2026-01-05T09:60:00Z",
                "2026-01-05T09:30:15.1234567890Z",
                "2026-01-05T09:30:15,5Z",
                "2026-01-05T09:30:15",
                "2026-01-05 09:30:15Z",
                "2026-01-05T09:30:1\u0663Z"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void randomTimesAndTimesWithAWrongCharacterAreReadAsTheLibraryReadsThem() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            int nanos = random.nextInt(1_000_000_000);
            String time = Instant.ofEpochSecond(
                            random.nextLong(-62_167_219_200L, 253_402_300_800L), nanos - nanos % 1000)
                    .toString();
            assertSame(time);
            StringBuilder spoilt = new StringBuilder(time);
            spoilt.setCharAt(random.nextInt(time.length()), USED.charAt(random.nextInt(USED.length())));
            assertSame(spoilt.toString());
        }
    }

    private static void assertSame(String text) {
        assertThat(result(text, false)).as(text).isEqualTo(result(text, true));
    }

    private static String result(String text, boolean byTheLibrary) {
        try {
            return (byTheLibrary ? Instant.parse(text) : Times.parse(text)).toString();
        } catch (DateTimeParseException e) {
            return "no time";
        }
    }
}
