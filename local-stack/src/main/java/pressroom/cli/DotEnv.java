package pressroom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The file from which compose takes its variables; lines that are not ours are left as they are. */
record DotEnv(Path file) {

    void set(Map<String, String> variables) throws IOException {
        var lines = new ArrayList<String>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        variables.forEach((name, value) -> {
            lines.removeIf(line -> line.startsWith(name + "="));
            lines.add(name + "=" + value);
        });
        Files.write(file, lines);
    }
}
