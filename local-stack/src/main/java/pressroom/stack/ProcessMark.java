package pressroom.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells a process from a later one with the same pid: when it started. On Linux the ticks since boot and the boot's
 * id, since the start as a time of day moves when the clock is set.
 */
record ProcessMark(long pid, String started) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    /** The program's name stands in brackets and may hold brackets itself; field 3 is the state, field 22 the start. */
    private static final Pattern STAT = Pattern.compile("(?s).*\\) (\\S) (?:\\S+ ){18}(\\d+) .*");

    /** Empty if no such process lives. A zombie is dead: it waits for a parent that may never ask. */
    static Optional<ProcessMark> of(long pid) {
        try {
            if (Files.exists(BOOT_ID)) {
                return fromProc(pid);
            }
        } catch (IOException gone) {
            return Optional.empty();
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> new ProcessMark(
                        pid, process.info().startInstant().orElse(Instant.EPOCH).toString()));
    }

    /** The mark that {@link #toString()} wrote, empty if it is none. */
    static Optional<ProcessMark> parse(String line) {
        String[] words = line.strip().split(" ", 2);
        return words.length == 2 && words[0].matches("\\d{1,10}")
                ? Optional.of(new ProcessMark(Long.parseLong(words[0]), words[1]))
                : Optional.empty();
    }

    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    @Override
    public String toString() {
        return pid + " " + started;
    }

    private static Optional<ProcessMark> fromProc(long pid) throws IOException {
        Matcher stat = STAT.matcher(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")));
        if (!stat.matches() || stat.group(1).equals("Z") || stat.group(1).equals("X")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessMark(
                pid, stat.group(2) + "@" + Files.readString(BOOT_ID).strip()));
    }
}
