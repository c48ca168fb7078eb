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

    /** For how long to send authors away, at most, when nothing says when it will be better. */
    private static final Duration UNKNOWN = Duration.ofSeconds(30);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration SOON = Duration.ofSeconds(10);

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

    /** Whether the relay is about to make room: only then may a little more be let in, however many processes let it in. */
    boolean hasRoomSoon(PressureSettings settings) {
        return drainPerSecond > 0
                && !fillsItsDisk(settings)
                && untilRoom(settings).compareTo(SOON) <= 0;
    }

    /**
     * When the relay, at its present rate, will have made room: below the limit by size, or empty when it is too old. While it
     * sends nothing, as long again as it has not: a crowd that comes in the moment before it starts is not sent away for long.
     */
    Duration untilRoom(PressureSettings settings) {
        long over = isTooOld(settings) ? unsent : unsent - settings.backlogEvents();
        if (fillsItsDisk(settings)) {
            return shorter(UNKNOWN, settings.longestRetryAfter());
        }
        Duration drained = drainPerSecond > 0
                ? Duration.ofMillis((long) (1000.0 * Math.max(1, over) / drainPerSecond))
                : shorter(UNKNOWN, oldest.compareTo(SHORTEST) > 0 ? oldest : SHORTEST);
        return shorter(drained, settings.longestRetryAfter());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
