package pressroom.chaos.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process has written, over all its starts. */
record InstanceLog(Path file) {
    private static final int TAIL_BYTES = 16_000;
    private static final int SHOWN = 3;

    /** The last 16,000 bytes; nothing when it cannot be read. */
    String tail() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - TAIL_BYTES));
            byte[] tail = new byte[TAIL_BYTES];
            int read = log.read(tail);
            return read < 0 ? "" : new String(tail, 0, read, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    String lastLines() {
        return String.join(" | ", lastOf(List.of(tail().split("\n"))));
    }

    /** The last lines that say that there was no memory. */
    List<String> memoryErrors() throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lastOf(
                    lines.filter(line -> line.contains("OutOfMemoryError")).toList());
        }
    }

    private static List<String> lastOf(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
    }
}
