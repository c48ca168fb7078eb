package pressroom.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as people type them: 30s, 10m, 2h. */
final class TimeSpan implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|h)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

    @Override
    public Duration convert(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is no time: write 30s, 10m or 2h");
        }
        return Duration.of(Long.parseLong(parts.group(1)), UNITS.getOrDefault(parts.group(2), ChronoUnit.SECONDS));
    }
}
