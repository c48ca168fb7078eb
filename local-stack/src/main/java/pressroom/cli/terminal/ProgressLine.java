package pressroom.cli.terminal;

import java.time.Duration;

/**
 * One state of a progress bar, as text.
 *
 * @param note what is going on right now, empty for nothing
 */
record ProgressLine(String label, long done, long total, Duration elapsed, String note) {

    private static final int BAR = 24;

    /** At most {@code width} characters; what matters least is cut first. */
    String fit(int width) {
        var filled = (int) (total == 0 ? BAR : BAR * Math.min(done, total) / total);
        var bar = "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] ";
        var line = label + " " + bar + plain();
        if (line.length() > width) {
            line = label + " " + plain();
        }
        return line.length() <= width ? line : line.substring(0, width);
    }

    /** The same without the bar and the label. */
    String plain() {
        return "%d/%d (%d %%)%s%s".formatted(done, total, percent(), pace(), note.isEmpty() ? "" : "  " + note);
    }

    long percent() {
        return total == 0 ? 100 : 100 * done / total;
    }

    /** A rate and what it promises, once both say something; before that the time that has passed. */
    private String pace() {
        var perSecond = done * 1000.0 / Math.max(1, elapsed.toMillis());
        if (done == total || perSecond < 1 || elapsed.toMillis() < 1000) {
            return elapsed.toSeconds() < 1 ? "" : "  " + words(elapsed);
        }
        var left = Duration.ofMillis((long) ((total - done) * 1000 / perSecond));
        return "  %.0f/s  %s left".formatted(perSecond, words(left.plusMillis(999)));
    }

    static String words(Duration time) {
        var seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
