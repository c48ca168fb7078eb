package pressroom.blog.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Times as people read them, in UTC; scripts turn them into the reader's own time where the hour matters. */
@Component
class Times {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** Such as 20 February 2026. */
    public String day(Instant time) {
        return DAY.format(time);
    }

    /** Such as 10:32:05 UTC. */
    public String second(Instant time) {
        return SECOND.format(time);
    }
}
