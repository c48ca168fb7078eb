package pressroom.cli.terminal;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Map;

/**
 * Where lines go; the one place that decides what a terminal is sent, see {@link Printable}. On a live terminal one status line stands below them and is redrawn in place;
 * elsewhere there is none.
 */
public final class Terminal {

    private static final int DEFAULT_WIDTH = 80;
    private static final String CLEAR = "\r\033[K";
    /** Stands for our own escapes until the text of others has lost its: nobody who writes a title can guess it. */
    private static final String STYLE = "\uE000%016x:".formatted(new SecureRandom().nextLong());

    private final PrintStream out;
    private final boolean live;
    private final boolean color;
    private final int width;
    private String status = "";

    Terminal(PrintStream out, boolean live, boolean color, int width) {
        this.out = out;
        this.live = live;
        this.color = color;
        this.width = width;
    }

    /**
     * Asks the environment: the {@code ./pressroom} script sets PRESSROOM_TERMINAL to 1 when standard output is a terminal
     * (the JVM cannot tell before Java 22) and COLUMNS to its width. NO_COLOR is respected.
     */
    public static Terminal detect(PrintStream out, Map<String, String> environment) {
        var live = "1".equals(environment.get("PRESSROOM_TERMINAL")) && !"dumb".equals(environment.get("TERM"));
        var color = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, live, color, width(environment.getOrDefault("COLUMNS", "")));
    }

    private static int width(String columns) {
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }

    /** Prints lines above the status line. */
    public synchronized void print(String lines) {
        out.println((status.isEmpty() ? "" : CLEAR) + shown(lines));
        out.print(status);
        out.flush();
    }

    synchronized void status(String text) {
        if (live) {
            status = Printable.oneLine(text);
            out.print(CLEAR + status);
            out.flush();
        }
    }

    boolean isLive() {
        return live;
    }

    int width() {
        return width;
    }

    /** The text in bold where the terminal has it, to be printed by {@link #print}. */
    public String bold(String text) {
        return styled(text, "1");
    }

    /** The text in green, likewise. */
    public String good(String text) {
        return styled(text, "32");
    }

    /** The text in red, likewise. */
    public String bad(String text) {
        return styled(text, "31");
    }

    private String styled(String text, String style) {
        return color ? STYLE + style + "m" + text + STYLE + "0m" : text;
    }

    private static String shown(String lines) {
        return Printable.lines(lines).replace(STYLE, "\033[");
    }
}
