package pressroom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "logs", mixinStandardHelpOptions = true, description = "Prints the end of a service's or server's log.")
@SuppressWarnings("NullAway.Init")
final class LogsCommand implements Callable<Integer> {

    /** Lines are rarely longer on average; a log's end is read, never all of it. */
    private static final int BYTES_PER_LINE = 500;

    private static final int AT_ONCE = 1 << 20;
    private static final int POLL_MILLIS = 250;

    @ParentCommand
    private Pressroom pressroom;

    @Parameters(paramLabel = "SERVICE", description = PartName.DESCRIPTION)
    private String name;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what it writes, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "100",
            description = "How many lines (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var part = pressroom.part(name);
        var log = part.log();
        if (!Files.exists(log) && !follow) {
            throw new CommandException(
                    Elsewhere.runs(part)
                            ? part.name() + " was not started by ./pressroom: docker compose logs " + part.name()
                            : part.name() + " has no log yet: it was never started. ./pressroom up starts it.");
        }
        var position = Files.exists(log) ? printEnd(log) : 0;
        while (follow) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            position = printFrom(log, position);
        }
        return 0;
    }

    private long printEnd(Path log) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var length = file.length();
            var bytes = new byte[(int) Math.min(length, (long) Math.max(lines, 1) * BYTES_PER_LINE)];
            file.seek(length - bytes.length);
            file.readFully(bytes);
            var beginning = beginningOfLastLines(bytes);
            return length - bytes.length + beginning + print(bytes, beginning);
        }
    }

    private int beginningOfLastLines(byte[] bytes) {
        var wanted = lines;
        for (int i = bytes.length - 2; i >= 0; i--) {
            if (bytes[i] == '\n' && --wanted <= 0) {
                return i + 1;
            }
        }
        return 0;
    }

    /** A log that got shorter is a new one: a large log is put aside when its program starts again. */
    private long printFrom(Path log, long position) throws IOException {
        if (!Files.exists(log)) {
            return 0;
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var start = file.length() < position ? 0 : position;
            var bytes = new byte[(int) Math.min(file.length() - start, AT_ONCE)];
            file.seek(start);
            file.readFully(bytes);
            return start + print(bytes, 0);
        }
    }

    /**
     * Prints whole lines: a character may be half written. While nothing follows, the rest of a log that does not end with a line
     * is one.
     *
     * @return how many bytes
     */
    private int print(byte[] bytes, int from) {
        var end = follow ? endOfLastLine(bytes, from) : bytes.length;
        if (end > from) {
            pressroom.terminal().print(new String(bytes, from, end - from, UTF_8).stripTrailing());
        }
        return end - from;
    }

    /** A line that is longer than what is read at once is printed in pieces. */
    private static int endOfLastLine(byte[] bytes, int from) {
        for (int i = bytes.length; i > from; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return bytes.length == AT_ONCE ? bytes.length : from;
    }
}
