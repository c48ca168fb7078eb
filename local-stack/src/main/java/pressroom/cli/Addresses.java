package pressroom.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import pressroom.stack.Ports;

/** Every port of one system: as the environment says, else as it was last started, else the usual ones. */
record Addresses(Map<String, String> variables) {

    private static final String FILE = "ports.properties";

    static Addresses of(Path state, Map<String, String> environment) {
        var known = new HashMap<String, String>();
        remembered(state).forEach((name, port) -> known.put(name.toString(), port.toString()));
        environment.forEach((name, value) -> {
            if (name.matches("PRESSROOM_[A-Z]+_PORT") && !value.isBlank()) {
                known.put(name, value);
            }
        });
        return new Addresses(known);
    }

    Ports ofServers() {
        return Ports.fromEnvironment(variables);
    }

    int of(Service service) {
        var text = variables.getOrDefault(service.portVariable(), String.valueOf(service.usualPort()));
        try {
            var port = Integer.parseInt(text.strip());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException fallThrough) {
            // Said below, in the same words as a number that is none of a port.
        }
        throw new CommandException(service.portVariable() + " is no port number: " + text);
    }

    URI uri(Service service) {
        return URI.create("http://127.0.0.1:" + of(service));
    }

    /** Lets commands that run later, without these variables, find the system. */
    void remember(Path state) {
        var text = new StringBuilder("# The ports that are not the usual ones.\n");
        new TreeMap<>(variables)
                .forEach((name, port) ->
                        text.append(name).append('=').append(port).append('\n'));
        try {
            Files.createDirectories(state);
            Files.writeString(state.resolve(FILE), text);
        } catch (IOException unwritable) {
            throw new CommandException(
                    "Cannot write to " + state
                            + ": was it made by another user? Remove it, or name another in PRESSROOM_STATE.",
                    unwritable);
        }
    }

    static boolean areRememberedIn(Path state) {
        return Files.exists(state.resolve(FILE));
    }

    private static Properties remembered(Path state) {
        var ports = new Properties();
        if (Files.isReadable(state.resolve(FILE))) {
            try (var reader = Files.newBufferedReader(state.resolve(FILE))) {
                ports.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return ports;
    }
}
