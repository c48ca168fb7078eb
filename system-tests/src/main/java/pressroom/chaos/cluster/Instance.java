package pressroom.chaos.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import pressroom.stack.LocalStack;
import pressroom.stack.ServiceProcess;
import pressroom.stack.StackException;

/** One process of a service, kept running as a container runtime would, unless a fault wants it down. */
public final class Instance {
    private static final long EXCUSED_NANOS = 20_000_000_000L;
    /** It lives for minutes at most, and half of the machine would go into compiling it and into threads of its collector. */
    private static final String[] SHORT_LIFE = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"};

    private final Role role;
    private final ServiceProcess process;
    private boolean wanted;
    private String armed = "";
    private long pid;
    /** Whether a fault has ended it, or may have. */
    private boolean excused;

    private long excusedUntil = System.nanoTime();

    /**
     * How it came to an end.
     *
     * @param crashPoint at which it had halted, {@code name@count}; else empty
     * @param unexplained what can be told of an end that no fault explains; else empty
     */
    record End(String crashPoint, String unexplained) {
        static final End NONE = new End("", "");
    }

    Instance(Role role, int number, int port, LocalStack stack, Map<String, String> properties) {
        this.role = role;
        this.process = ServiceProcess.of(stack, role.service())
                .withName(role.service() + "-" + number)
                .withPort(port)
                .withProperties(properties)
                .withJvmArguments(SHORT_LIFE)
                .asInItsImage();
    }

    /** Which service it is. */
    public Role role() {
        return role;
    }

    /** Its name in logs. */
    public String name() {
        return process.name();
    }

    /** Where it answers. */
    public String url() {
        return process.url();
    }

    /** Starts it; from now on it is started again whenever it ends. */
    public synchronized void start() {
        wanted = true;
        launch("");
    }

    /** Starts it with this Spring property besides its own; the start after this one is without it. */
    public synchronized void startWith(String property, String value) {
        wanted = true;
        launch("", process.withJvmArguments("-D%s=%s".formatted(property, value)));
    }

    /** Kills it and starts it with a crash point armed: {@code relay.after-acks@7}. */
    public synchronized void restartArmed(String crashPoint) {
        wanted = true;
        excused = true;
        process.kill();
        launch(crashPoint);
    }

    /** Stops it and starts it again without a crash point, if it has one that it has not hit. */
    public synchronized void disarm() {
        if (wanted && !armed.isEmpty()) {
            process.stop();
            launch("");
        }
    }

    /** SIGKILL; the keeper starts it again. */
    public synchronized void kill() {
        excused = true;
        process.kill();
    }

    /** SIGKILL, and it stays down until {@link #start()}. */
    public synchronized void keepDown() {
        wanted = false;
        process.kill();
    }

    /** SIGTERM, and it stays down until {@link #start()}. */
    public synchronized void stop() {
        wanted = false;
        process.stop();
    }

    /** SIGSTOP. */
    public void pause() {
        process.pause();
    }

    /** SIGCONT. */
    public void resume() {
        process.resume();
    }

    /**
     * It may open no more files and connections than it has, or as many as usual again; nothing happens if it does not run.
     *
     * @throws IOException if there is no prlimit on this machine
     */
    public void starveOfHandles(boolean starve) throws IOException {
        long id = process.status().pid();
        excuse(starve);
        if (id > 0) {
            new ProcessBuilder("prlimit", "--pid", Long.toString(id), "--nofile=" + (starve ? "1:" : "4096:"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        }
    }

    /** Whether it says that it is ready. */
    public boolean isReady() {
        return process.isReady();
    }

    /** Waits until it is ready. */
    public void awaitReady(Duration patience) {
        process.awaitReady(patience);
    }

    /** Whether it is meant to run. */
    public synchronized boolean isWanted() {
        return wanted;
    }

    /** The last lines of its log that say that it had no memory. */
    public List<String> memoryErrors() throws IOException {
        return log().memoryErrors();
    }

    /** Starts it again if it has ended by itself, and tells how it had. */
    synchronized End revive() {
        if (!wanted || process.status().isRunning()) {
            return End.NONE;
        }
        boolean halted = haltedAtCrashPoint();
        End end = new End(halted ? armed : "", halted || isExcused() ? "" : unexplainedEnd());
        excused = true;
        try {
            launch("");
        } catch (StackException notYet) {
            return end;
        }
        return end;
    }

    /** What had no handles may end a while after it has some again. */
    private synchronized void excuse(boolean forNow) {
        excused = forNow;
        excusedUntil = System.nanoTime() + EXCUSED_NANOS;
    }

    private boolean isExcused() {
        return excused || System.nanoTime() - excusedUntil < 0;
    }

    private String unexplainedEnd() {
        return "%s ended by itself: %s".formatted(name(), log().lastLines());
    }

    private void launch(String crashPoint) {
        launch(
                crashPoint,
                crashPoint.isEmpty() ? process : process.withJvmArguments("-Dpressroom.crash-point=" + crashPoint));
    }

    private void launch(String crashPoint, ServiceProcess next) {
        armed = crashPoint;
        next.start();
        excused = false;
        pid = process.status().pid();
    }

    private boolean haltedAtCrashPoint() {
        return !armed.isEmpty()
                && log().tail()
                        .contains("Halted at crash point %s, pid %d".formatted(armed.replaceFirst("@.*", ""), pid));
    }

    private InstanceLog log() {
        return new InstanceLog(process.log());
    }
}
