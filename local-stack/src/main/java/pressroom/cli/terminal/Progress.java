package pressroom.cli.terminal;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** Work that is counted while it goes on: a redrawn bar on a terminal, a line per ten percent elsewhere. */
public final class Progress implements AutoCloseable {

    private static final int REDRAW_MILLIS = 100;
    private static final int PLAIN_STEP_PERCENT = 10;
    private static final long WAITING_NANOS = Duration.ofSeconds(10).toNanos();

    private final Terminal terminal;
    private final String label;
    private long total;
    private final long started = System.nanoTime();
    private final Timer redraw = new Timer("progress", true);
    private long done;
    private long saidPercent;
    private long saidWaiting;
    private String note = "";

    /** Starts drawing; {@code total} is the number of {@link #advance} calls that complete the work. */
    public Progress(Terminal terminal, String label, long total) {
        this.terminal = terminal;
        this.label = label;
        this.total = total;
        if (terminal.isLive()) {
            redraw.schedule(task(this::draw), 0, REDRAW_MILLIS);
        }
    }

    /** Starts drawing work whose size is not known yet. */
    public Progress(Terminal terminal, String label) {
        this(terminal, label, 0);
    }

    /** So much is done, of so much. */
    public synchronized void at(long nowDone, long nowTotal) {
        note = "";
        total = nowTotal;
        if (nowDone > done) {
            done = nowDone;
            say();
        }
    }

    /** One more is done. */
    public synchronized void advance() {
        done++;
        say();
    }

    private void say() {
        var percent = line().percent();
        if (!terminal.isLive() && (percent >= saidPercent + PLAIN_STEP_PERCENT || done == total)) {
            saidPercent = percent;
            terminal.print(label + " " + line().plain());
        }
    }

    /** One more is done, and worth a line of its own. */
    public synchronized void advance(String line) {
        done++;
        terminal.print("[%d/%d] %s".formatted(done, total, line));
    }

    /** Says beside the bar what is going on right now. */
    public synchronized void note(String text) {
        note = text;
    }

    /** Says what the work waits for; without a terminal at most once in ten seconds. */
    public synchronized void waiting(String text) {
        note = "waiting: " + text;
        var now = System.nanoTime();
        if (!terminal.isLive() && (saidWaiting == 0 || now - saidWaiting > WAITING_NANOS)) {
            saidWaiting = now;
            terminal.print(label + " " + line().plain());
        }
    }

    private synchronized void draw() {
        terminal.status(line().fit(terminal.width() - 1));
    }

    private ProgressLine line() {
        return new ProgressLine(label, done, total, Duration.ofNanos(System.nanoTime() - started), note);
    }

    /** Ends the drawing; on a terminal the last state stays as a line. */
    @Override
    public synchronized void close() {
        redraw.cancel();
        if (terminal.isLive()) {
            note = "";
            terminal.status("");
            terminal.print(line().fit(terminal.width() - 1));
        }
    }

    private static TimerTask task(Runnable action) {
        return new TimerTask() {
            @Override
            public void run() {
                action.run();
            }
        };
    }
}
