package pressroom.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, however large the log is. */
final class LogTail {
    private static final int MOST_BYTES = 64 * 1024;

    private LogTail() {}

    /**
     * At most so many last lines of what stands after the given byte, without the frames of stack traces, which would hide the
     * words between them; a word of explanation if there are none.
     */
    static String of(Path log, long fromByte, int lines) {
        if (!Files.exists(log)) {
            return "(there is no log)";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(fromByte, file.length() - MOST_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
                    .toList();
            List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
            return last.isEmpty() ? "(it wrote nothing)" : String.join("\n", last);
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }
}
