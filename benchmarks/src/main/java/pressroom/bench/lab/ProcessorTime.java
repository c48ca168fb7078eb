package pressroom.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor time, user and system, as Linux counts it in ticks of 10 ms. */
public final class ProcessorTime {
    private static final long TICK_NANOS = 10_000_000;

    private ProcessorTime() {}

    /** Of the program that measures, without the services and servers that it has started. */
    static Duration ofThisProcess() {
        return Duration.ofNanos(ticks(ProcessHandle.current().pid(), false) * TICK_NANOS);
    }

    /** Of a process and all its children, also those that have ended: what PostgreSQL's sessions used, for one. */
    public static Duration ofTree(long pid) {
        long ticks = ticks(pid, true);
        for (ProcessHandle child : ProcessHandle.of(pid)
                .map(ProcessHandle::descendants)
                .orElse(Stream.empty())
                .toList()) {
            ticks += ticks(child.pid(), false);
        }
        return Duration.ofNanos(ticks * TICK_NANOS);
    }

    /** Fields 14 and 15 are the process's own time, 16 and 17 that of its children that it has waited for. */
    private static long ticks(long pid, boolean withEndedChildren) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return withEndedChildren ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
        } catch (IOException ended) {
            return 0;
        }
    }
}
