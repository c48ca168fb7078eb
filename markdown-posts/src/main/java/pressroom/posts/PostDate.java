package pressroom.posts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The many ways in which a post says when it was published. A time without a zone is UTC: the same file has to give
 * the same post on every machine, or a second import would publish it again.
 */
final class PostDate {

    /** The longest of them has less than half. */
    private static final int MAX_CHARS = 100;

    private static final Pattern NUMERIC = Pattern.compile(
            "(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})"
                    + "(?:(?:[Tt]|\\s+)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*([Zz]|UTC|GMT|[+-][\\d:]{1,5})?)?");
    private static final Pattern IN_PATH = Pattern.compile("(?:^|/)(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})(?=[-_/.])");
    private static final List<DateTimeFormatter> WORDS = Stream.of(
                    "MMM d[,] uuuu", "MMMM d[,] uuuu", "d MMM uuuu", "d MMMM uuuu")
            .map(pattern -> new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .toFormatter(Locale.ENGLISH))
            .toList();

    private PostDate() {}

    /**
     * The date that front matter gives, else the one in the path.
     *
     * @throws UnusableFileException when front matter has one that nobody can read
     */
    static Optional<Instant> of(String path, Fields fields) throws UnusableFileException {
        var written = Stream.of("date", "publishdate", "pubdate")
                .flatMap(name -> fields.first(name).stream())
                .findFirst();
        if (written.isEmpty()) {
            return inPath(path);
        }
        var date = parse(written.get());
        if (date.isEmpty()) {
            throw new UnusableFileException("its date " + ShortText.quoted(written.get())
                    + " is none: write it like 2020-02-20T10:00:00Z or 2020-02-20");
        }
        return date;
    }

    /** @return empty when the text is no date that this understands */
    static Optional<Instant> parse(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        var numeric = NUMERIC.matcher(text);
        if (numeric.matches()) {
            return valid(() -> instant(numeric.toMatchResult()));
        }
        return WORDS.stream()
                .flatMap(words -> valid(() -> midnight(LocalDate.parse(text, words))).stream())
                .findFirst()
                .or(() -> valid(() -> OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant()));
    }

    /** The date in {@code 2020-02-20-title.md}, {@code 2020-02-20-title/index.md} or {@code 2020/02/20/title.md}. */
    static Optional<Instant> inPath(String path) {
        return IN_PATH.matcher(path)
                .results()
                .flatMap(found -> valid(() -> midnight(date(found))).stream())
                .reduce((outer, inner) -> inner);
    }

    private static Instant instant(MatchResult found) {
        var fraction = (found.group(8) == null ? "" : found.group(8)) + "000000000";
        return date(found)
                .atTime(
                        number(found, 5),
                        number(found, 6),
                        number(found, 7),
                        Integer.parseInt(fraction.substring(0, 9)))
                .toInstant(zone(found.group(9)));
    }

    private static ZoneOffset zone(@Nullable String text) {
        return text == null || Character.isLetter(text.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(text);
    }

    private static LocalDate date(MatchResult found) {
        return LocalDate.of(number(found, 1), number(found, 3), number(found, 4));
    }

    private static int number(MatchResult found, int group) {
        return found.group(group) == null ? 0 : Integer.parseInt(found.group(group));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Optional<Instant> valid(Supplier<Instant> date) {
        try {
            return Optional.of(date.get());
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
