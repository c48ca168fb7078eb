package pressroom.blog.pressure;

import java.time.Duration;

/**
 * What is committed and not on the topic yet.
 *
 * @param unsent how many events, at most: ids that were taken and rolled back count as well
 * @param oldest how old the oldest of them is; zero when there is none
 * @param drainPerSecond how many the relay has sent per second of late; 0 when it sends nothing
 * @param databaseBytes how large the database is; 0 when its size is not limited
 */
record Backlog(long unsent, Duration oldest, double drainPerSecond, long databaseBytes) {

    static final Backlog NONE = new Backlog(0, Duration.ZERO, 0, 0);

    /** For how long to send authors away when nothing says when it will be better. */
    private static final Duration UNKNOWN = Duration.ofSeconds(30);

    boolean isTooMany(PressureSettings settings) {
        return unsent > settings.backlogEvents();
    }

    boolean isTooOld(PressureSettings settings) {
        return unsent > 0 && oldest.compareTo(settings.backlogAge()) > 0;
    }

    boolean fillsItsDisk(PressureSettings settings) {
        long limit = settings.databaseSize().toBytes();
        return limit > 0 && databaseBytes > limit;
    }

    /** When the relay, at its present rate, will have made room: below the limit by size, or empty when it is too old. */
    Duration untilRoom(PressureSettings settings) {
        long over = isTooOld(settings) ? unsent : unsent - settings.backlogEvents();
        Duration drained = drainPerSecond > 0 && !fillsItsDisk(settings)
                ? Duration.ofMillis((long) (1000.0 * Math.max(1, over) / drainPerSecond))
                : UNKNOWN;
        Duration longest = settings.longestRetryAfter();
        return drained.compareTo(longest) < 0 ? drained : longest;
    }
}
