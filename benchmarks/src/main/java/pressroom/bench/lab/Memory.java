package pressroom.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory as the operating system counts it. */
public final class Memory {
    private Memory() {}

    /** The most of a process that has been in memory at once, in bytes. */
    public static long peakOf(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("process " + pid + " has no VmHWM");
    }
}
