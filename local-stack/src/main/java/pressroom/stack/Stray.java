package pressroom.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A server that runs though our pid file does not know it: whoever started it was killed before it could write the pid
 * down.
 *
 * @param pidFile the one that the server writes itself
 * @param folder its command line must name this, or the pid is another program's by now
 */
record Stray(Path pidFile, Path folder) {
    void kill() {
        mark().ifPresent(process -> {
            Daemon.signal(process.pid(), "KILL");
            while (process.isAlive()) {
                Pause.briefly();
            }
        });
    }

    private Optional<ProcessMark> mark() {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String pid = PosixFiles.read(pidFile).strip();
        return pid.matches("\\d{1,10}")
                ? ProcessHandle.of(Long.parseLong(pid))
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(folder.toString()))
                        .flatMap(process -> ProcessMark.of(process.pid()))
                : Optional.empty();
    }
}
