package pressroom.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process that outlives the JVM that started it. Its pid file lets any later JVM find it again; its output goes to a
 * log beside it.
 */
final class Daemon {
    private static final long LARGEST_LOG_BYTES = 20_000_000;
    private static final int TAIL_LINES = 20;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String label;
    private final Path folder;
    private final Path pidFile;
    private final Path log;
    private long logStart;

    /** @param label what a person calls it */
    Daemon(String label, Path folder) {
        this.label = label;
        this.folder = folder;
        this.pidFile = folder.resolve(folder.getFileName() + ".pid");
        this.log = folder.resolve(folder.getFileName() + ".log");
    }

    Path folder() {
        return folder;
    }

    Path log() {
        return log;
    }

    /** Starts the program in a session of its own, so that a Ctrl-C meant for whoever started it does not reach it. */
    Process launch(ProcessBuilder program) {
        PosixFiles.privateFolder(folder);
        try {
            startNewLogIfLarge();
            makeLogPrivate();
            List<String> said = program.command();
            Process process = program.command(inItsOwnSession(said))
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            // It may be launched again.
            program.command(said);
            remember(process.pid());
            return process;
        } catch (IOException e) {
            throw new StackException("%s could not be started: %s".formatted(label, e.getMessage()), e);
        }
    }

    /** From now on this is the process that counts. */
    void remember(long pid) {
        ProcessMark.of(pid).ifPresent(mark -> PosixFiles.writePrivately(pidFile, mark + "\n"));
    }

    /**
     * Finds a server that runs though our pid file does not know it, since whoever started it was killed before writing
     * it down.
     *
     * @param writtenByServer the server's own pid file; if it is old, the pid may be another program's by now
     */
    void adopt(Path writtenByServer) {
        if (isRunning() || !Files.exists(writtenByServer)) {
            return;
        }
        String text = PosixFiles.read(writtenByServer).strip();
        if (text.matches("\\d{1,10}")) {
            ProcessHandle.of(Long.parseLong(text))
                    .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                    .ifPresent(process -> remember(process.pid()));
        }
    }

    boolean isRunning() {
        return mark().filter(ProcessMark::isAlive).isPresent();
    }

    Status status(int port) {
        Optional<ProcessMark> mark = mark();
        if (mark.isEmpty()) {
            return new Status(Status.State.STOPPED, 0, port, "");
        }
        return mark.get().isAlive()
                ? new Status(Status.State.RUNNING, mark.get().pid(), port, "")
                : new Status(Status.State.DIED, 0, port, LogTail.of(log, 0, TAIL_LINES));
    }

    /** @throws StackException if it is still there after the given time */
    void stop(String signal, Duration patience) {
        if (!end(signal, patience)) {
            throw new StackException(
                    "%s (pid %s) is still running %d s after SIG%s. Its log: %s. To end it at once: kill -9"
                            .formatted(
                                    label, mark().map(ProcessMark::pid).orElse(0L), patience.toSeconds(), signal, log));
        }
    }

    /** Ends it at once, as a power cut would. */
    void kill() {
        stop("KILL", Duration.ofSeconds(20));
    }

    /** Sends the signal and does not wait for its effect; nothing happens if it does not run. */
    void signal(String signal) {
        mark().filter(ProcessMark::isAlive).ifPresent(process -> signal(process.pid(), signal));
    }

    /** What it has written since this JVM started it. */
    String logTail() {
        return LogTail.of(log, logStart, TAIL_LINES);
    }

    StackException died(String how) {
        return new StackException("%s %s. The end of its log (%s):%n%s".formatted(label, how, log, logTail()));
    }

    private boolean end(String signal, Duration patience) {
        Optional<ProcessMark> mark = mark().filter(ProcessMark::isAlive);
        mark.ifPresent(process -> signal(process.pid(), signal));
        long deadline = System.nanoTime() + patience.toNanos();
        while (mark.isPresent() && mark.get().isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.briefly();
        }
        try {
            Files.deleteIfExists(pidFile);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void signal(long pid, String signal) {
        try {
            // The shell's own kill: Java knows only TERM and KILL, and a slim system has no kill program.
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
    }

    private Optional<ProcessMark> mark() {
        return Files.exists(pidFile) ? ProcessMark.parse(PosixFiles.read(pidFile)) : Optional.empty();
    }

    private static List<String> inItsOwnSession(List<String> program) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(PosixFiles.PRIVATELY);
        command.addAll(program);
        return command;
    }

    private void makeLogPrivate() {
        PosixFiles.writeOnce(log, "");
        PosixFiles.setMode(log, "rw-------");
    }

    private void startNewLogIfLarge() throws IOException {
        logStart = Files.exists(log) ? Files.size(log) : 0;
        if (logStart > LARGEST_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
            logStart = 0;
        }
    }
}
