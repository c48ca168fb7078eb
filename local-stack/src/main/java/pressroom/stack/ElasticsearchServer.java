package pressroom.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Elasticsearch as one node with passwords, whose users stand in its own files. */
final class ElasticsearchServer implements LocalServer {
    private final Path folder;
    private final int port;
    private final Secrets secrets;
    private final List<String> jvmArguments;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    ElasticsearchServer(Path folder, int port, Secrets secrets, List<String> jvmArguments) {
        this.folder = folder;
        this.port = port;
        this.secrets = secrets;
        this.jvmArguments = jvmArguments;
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public ProcessBuilder prepare() {
        Path programs = Home.find().elasticsearch();
        Path config = PosixFiles.privateFolder(folder.resolve("config"));
        Path temporary = PosixFiles.privateFolder(folder.resolve("tmp"));
        PosixFiles.privateFolder(folder.resolve("data"));
        // The node writes its log itself, under whatever user it runs as.
        PosixFiles.writeOnce(folder.resolve("elasticsearch.log"), "");
        new ElasticsearchSettings(folder, port, secrets, jvmArguments).writeTo(config);
        List<String> command = new ArrayList<>(
                UnprivilegedUser.prefix(folder, programs.resolve("bin").resolve("elasticsearch")));
        command.addAll(List.of(
                programs.resolve("bin").resolve("elasticsearch").toString(),
                "--daemonize",
                "--pidfile",
                serverPid().toString()));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("ES_") || name.endsWith("JAVA_OPTIONS"));
        process.environment().put("ES_JAVA_HOME", JavaProgram.home().toString());
        process.environment().put("ES_PATH_CONF", config.toString());
        process.environment().put("ES_TMPDIR", temporary.toString());
        // The launcher is a Java program as well, and lives for seconds.
        process.environment().put("CLI_JAVA_OPTS", JavaProgram.QUICK_START);
        process.environment().remove("JAVA_HOME");
        return process;
    }

    /** The launched process only starts the server, waits until it is up, and leaves. */
    @Override
    public void settle(Daemon daemon, Process launched, Duration patience) {
        try {
            if (!launched.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw daemon.died("did not start within " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
        if (launched.exitValue() != 0) {
            throw daemon.died("ended while starting, with exit code " + launched.exitValue());
        }
        daemon.remember(Long.parseLong(PosixFiles.read(serverPid()).strip()));
    }

    @Override
    public Optional<Path> ownPidFile() {
        return Optional.of(serverPid());
    }

    @Override
    public void ask() throws IOException, InterruptedException {
        String user = ElasticsearchAccess.ADMIN;
        String login = user + ":" + secrets.password(Server.ELASTICSEARCH, user);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url(port) + "/_cluster/health?wait_for_status=yellow&timeout=5s"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("its health: %d %s".formatted(response.statusCode(), response.body()));
        }
    }

    /** Its users are in the files written before it starts. */
    @Override
    public void setUp() {}

    private Path serverPid() {
        return folder.resolve("tmp").resolve("server.pid");
    }
}
