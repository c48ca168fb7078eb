package pressroom.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * What the operating system knows of a process.
 *
 * @param megabytes its resident memory; of PostgreSQL that of its first process alone
 */
record ProcessFacts(Duration uptime, long megabytes) {

    static ProcessFacts of(long pid) {
        var started = ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
        var uptime =
                started.map(instant -> Duration.between(instant, Instant.now())).orElse(Duration.ZERO);
        return new ProcessFacts(uptime, resident(pid));
    }

    /** From ps, which Linux and macOS have in common. */
    private static long resident(long pid) {
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
            var kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) / 1024;
        } catch (IOException | NumberFormatException withoutPs) {
            return 0;
        }
    }

    String uptimeInWords() {
        var seconds = Math.max(0, uptime.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
