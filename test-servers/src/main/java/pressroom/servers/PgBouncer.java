package pressroom.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import pressroom.stack.Ports;
import pressroom.stack.UnprivilegedUser;

/**
 * Debian's PgBouncer in transaction mode before the PostgreSQL of a test, on a port of loopback, with few sessions,
 * so that clients have to share them. Ends with this JVM.
 */
public final class PgBouncer implements AutoCloseable {

    private static final Duration UNTIL_IT_LISTENS = Duration.ofSeconds(20);
    private static final long UNTIL_IT_ENDS_SECONDS = 10;

    /** The end of the input is the end of this JVM, or {@link #close}. */
    private static final String UNTIL_END_OF_INPUT = """
            "$@" & pooler=$!
            cat >/dev/null
            kill "$pooler"
            wait "$pooler"
            """;

    private static final String INI = """
            [databases]
            * = host=127.0.0.1 port=%d
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = %s
            pool_mode = transaction
            default_pool_size = 4
            max_client_conn = 200
            query_wait_timeout = 5
            %s
            """;

    private final Function<String, Map<String, String>> services;
    private final String postgres;
    private final Path folder;
    private final int port = Ports.onePort();
    private @Nullable Process process;

    private PgBouncer(Function<String, Map<String, String>> services, String postgres, Path folder) {
        this.services = services;
        this.postgres = postgres;
        this.folder = folder;
    }

    /** Where the program is, if it is installed. */
    public static Optional<Path> program() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Before the servers of this JVM's tests. */
    public static PgBouncer before(RealServers servers, String... settings) {
        return before(servers::propertiesFor, settings);
    }

    /**
     * Starts one for all databases, with the users and passwords of the services.
     *
     * @param services what a service has to be told to find the servers, by its name
     * @param settings further lines of its section {@code [pgbouncer]}
     * @throws java.util.NoSuchElementException if it is not installed
     */
    public static PgBouncer before(Function<String, Map<String, String>> services, String... settings) {
        String url = property(services.apply("blog-service"), "spring.datasource.url");
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            PgBouncer pooler = new PgBouncer(services, url, Files.createTempDirectory(target, "pgbouncer-"));
            pooler.configure(settings);
            pooler.start();
            return pooler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void configure(String... settings) throws IOException {
        List<String> users = new ArrayList<>();
        for (String service : List.of("blog-service", "counter-consumer")) {
            Map<String, String> properties = services.apply(service);
            users.add("\"%s\" \"%s\""
                    .formatted(
                            property(properties, "spring.datasource.username"),
                            property(properties, "spring.datasource.password").replace("\"", "\"\"")));
        }
        Path auth = folder.resolve("users.txt");
        Files.write(auth, users, UTF_8);
        int behind = URI.create(postgres.substring("jdbc:".length())).getPort();
        Files.writeString(
                folder.resolve("pgbouncer.ini"), INI.formatted(behind, port, auth, String.join("\n", settings)));
    }

    /** Starts it again where it was, as after {@link #close}: with new sessions. */
    public void start() {
        Path program = program().orElseThrow();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", UNTIL_END_OF_INPUT, "sh"));
        command.addAll(UnprivilegedUser.prefix(folder, program));
        command.addAll(
                List.of(program.toString(), folder.resolve("pgbouncer.ini").toString()));
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("pgbouncer.log").toFile()))
                    .start();
            process = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("PgBouncer listens; see " + folder)
                .atMost(UNTIL_IT_LISTENS)
                .until(this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The JDBC URL of a database through the pooler. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** What a service has to be told, besides the servers' properties, to reach its database through the pooler. */
    public Map<String, String> propertiesFor(String service) {
        String direct = property(services.apply(service), "spring.datasource.url");
        return Map.of(
                "spring.datasource.url",
                url(direct.substring(direct.lastIndexOf('/') + 1)),
                "spring.flyway.url",
                direct,
                "pressroom.database.pooled",
                "true");
    }

    private static String property(Map<String, String> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    /** Ends it at once, with all its connections. */
    @Override
    public void close() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            running.getOutputStream().close();
            if (!running.waitFor(UNTIL_IT_ENDS_SECONDS, TimeUnit.SECONDS)) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }
}
