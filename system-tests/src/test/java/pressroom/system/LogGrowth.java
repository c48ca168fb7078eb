package pressroom.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the services have written to their logs since it was made. A request that anybody can repeat must not add a line each
 * time: the log would fill the disk.
 */
final class LogGrowth {
    private record Log(Path file, long linesBefore) {}

    private final Map<String, Log> logs = new LinkedHashMap<>();

    private LogGrowth(Processes processes) {
        for (String service : Platform.SERVICES) {
            Path file = processes.service(service).log();
            logs.put(service, new Log(file, all(file).size()));
        }
    }

    static LogGrowth from(Processes processes) {
        return new LogGrowth(processes);
    }

    /** Service to the lines that it has written since. */
    Map<String, List<String>> lines() {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        logs.forEach((service, log) ->
                lines.put(service, all(log.file).stream().skip(log.linesBefore).toList()));
        return lines;
    }

    private static List<String> all(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        // What a killed process left may be no UTF-8.
        try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
