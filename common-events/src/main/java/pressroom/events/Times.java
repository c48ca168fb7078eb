package pressroom.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads RFC 3339 times in UTC, as this contract's writers make them, ten times as fast and more as {@link Instant#parse},
 * which interprets its format anew for each text: the three times of an event were 15 % of a consumer's work.
 */
final class Times {

    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int NANOS_DIGITS = 9;

    private Times() {}

    /**
     * The same as {@link Instant#parse}, which it leaves all to that it does not know.
     *
     * @throws java.time.format.DateTimeParseException when it is no time
     */
    static Instant parse(String text) {
        int end = text.length() - 1;
        if (end < SHAPE.length() || text.charAt(end) != 'Z' || !hasShape(text)) {
            return Instant.parse(text);
        }
        int nanos = end == SHAPE.length() ? 0 : nanos(text, end);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (nanos < 0 || hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
            return Instant.ofEpochSecond(day * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second, nanos);
        } catch (DateTimeException noSuchDay) {
            return Instant.parse(text);
        }
    }

    private static boolean hasShape(String text) {
        for (int i = 0; i < SHAPE.length(); i++) {
            char c = text.charAt(i);
            if (SHAPE.charAt(i) == '0' ? !isDigit(c) : SHAPE.charAt(i) != c) {
                return false;
            }
        }
        return true;
    }

    /** The fraction between the seconds and the end; -1 when it is none. */
    private static int nanos(String text, int end) {
        int digits = end - SHAPE.length() - 1;
        if (text.charAt(SHAPE.length()) != '.' || digits < 1 || digits > NANOS_DIGITS) {
            return -1;
        }
        int nanos = 0;
        for (int i = SHAPE.length() + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            nanos = nanos * 10 + text.charAt(i) - '0';
        }
        for (int i = digits; i < NANOS_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /** Of ASCII; other scripts' digits are none. */
    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
