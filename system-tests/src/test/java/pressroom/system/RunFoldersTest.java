package pressroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.stack.LocalStack;
import pressroom.stack.Ports;
import pressroom.stack.Server;
import pressroom.stack.TestServers;

/**
 * A checkout changes under a running system: sources are newer, jars are another build's and at last all of it is cleaned away. What
 * runs goes on with the files that it was started with.
 */
@Tag("services")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunFoldersTest {
    private static final List<String> SERVICES = List.of("blog-service", "counter-consumer", "search-indexer");
    private static final List<String> SOURCES = List.of(
            "common-events",
            "event-consumer",
            "markdown-posts",
            "service-base",
            "local-stack/servers",
            "local-stack",
            "blog-service",
            "counter-consumer",
            "search-indexer");
    private static final LocalStack STACK = TestServers.another();
    private static final Map<String, String> ENVIRONMENT = new HashMap<>();

    @TempDir
    private static Path folder;

    private static Path checkout;
    private static String blog;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void startFromACheckoutOfItsOwn() throws IOException {
        checkout = Files.createDirectory(folder.resolve("checkout"));
        for (String module : SOURCES) {
            copy(Path.of(module, "pom.xml"));
            if (!module.endsWith("servers")) {
                copy(Path.of(module, "src", "main"));
            }
        }
        for (String service : SERVICES) {
            copy(Path.of(service, "target", service + ".jar"));
        }
        for (String built : List.of("local-stack.jar", "lib")) {
            copy(Path.of("local-stack", "target", built));
        }
        for (Server server : Server.values()) {
            link(Path.of("local-stack", "servers", "target", server.name().toLowerCase(Locale.ROOT)));
        }
        List.of("pressroom", "pom.xml", "docs/commands").forEach(path -> copy(Path.of(path)));
        stamp();
        refuseToBuild();
        int port = Ports.onePort();
        blog = "http://127.0.0.1:" + port;
        ENVIRONMENT.putAll(Map.of(
                "PRESSROOM_STATE", STACK.stateDirectory().toString(),
                "PRESSROOM_POSTGRES_PORT", String.valueOf(STACK.ports().postgres()),
                "PRESSROOM_KAFKA_PORT", String.valueOf(STACK.ports().kafka()),
                "PRESSROOM_ELASTICSEARCH_PORT", String.valueOf(STACK.ports().elasticsearch()),
                "PRESSROOM_BLOG_PORT", String.valueOf(port),
                "PRESSROOM_COUNTER_PORT", String.valueOf(Ports.onePort()),
                "PRESSROOM_SEARCH_PORT", String.valueOf(Ports.onePort()),
                "JAVA_HOME", System.getProperty("java.home"),
                "PATH", folder.resolve("bin") + ":" + System.getenv("PATH")));
        // A busy machine needs longer than a start waits; the next one finds what runs.
        await().atMost(Duration.ofMinutes(8))
                .until(() -> pressroom("up", "--detach").exitCode() == 0);
    }

    @AfterAll
    static void stop() {
        pressroom("down", "--wipe");
    }

    @Test
    @Order(1)
    void allOfItRunsFromTheFolderThatTheStartLaidOut() throws IOException {
        Path run = STACK.stateDirectory().resolve("run");
        assertThat(commands())
                .hasSize(SERVICES.size() + Server.values().length)
                .allMatch(command -> command.contains(run.toString()));
        assertThat(commands()).noneMatch(command -> command.contains(checkout.toString() + "/local-stack/servers"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
                .isEqualTo("rwx--x--x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "-h", "help", "--version", "up --help", "bench --help", "chaos --help", "ops x -h"})
    @Order(2)
    void helpBuildsNothingThoughSourcesAreNewer(String arguments) throws Exception {
        change();

        var said = pressroom(arguments.split(" "));

        assertThat(said.exitCode()).as(said.output()).isZero();
        assertThat(said.output()).containsAnyOf("Usage: ", "pressroom 1.");
        nothingWasBuilt();
    }

    @Test
    @Order(3)
    void aCommandToARunningSystemBuildsNothingAndPagesGoOn() throws Exception {
        change();
        for (String service : SERVICES) {
            overwrite(checkout.resolve(service).resolve("target").resolve(service + ".jar"));
        }
        overwrite(checkout.resolve("local-stack/target/local-stack.jar"));

        var status = pressroom("status");

        assertThat(status.exitCode()).as(status.output()).isZero();
        assertThat(pressroom("token", "anna").exitCode()).isZero();
        pagesAreAnswered();
        nothingWasBuilt();
    }

    @Test
    @Order(4)
    void evenWithoutAnyBuildLeft() throws Exception {
        try (Stream<Path> all = Files.walk(checkout)) {
            List<Path> targets = all.filter(path -> path.endsWith("target")).toList();
            for (Path target : targets) {
                var removed = Program.run(List.of("rm", "-rf", target.toString()), Map.of());
                assertThat(removed.exitCode()).isZero();
            }
        }

        assertThat(pressroom("chaos", "--help").exitCode()).isZero();
        assertThat(pressroom("status").exitCode()).isZero();
        assertThat(pressroom("logs", "blog", "-n", "3").exitCode()).isZero();
        pagesAreAnswered();
        nothingWasBuilt();
    }

    /** Pages, among them ones that no class has been loaded for yet: of a jar that is gone each would answer 404 or 500. */
    private void pagesAreAnswered() throws Exception {
        for (String path : List.of("/", "/api/blogs?limit=1", "/actuator/health/readiness")) {
            assertThat(get(path)).as(path).isEqualTo(200);
        }
        assertThat(get("/write")).as("on to signing in").isEqualTo(302);
        assertThat(get("/no/such/page")).isLessThan(500);
    }

    private int get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(blog + path)).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static void nothingWasBuilt() {
        assertThat(folder.resolve("built")).doesNotExist();
    }

    /** Newer than the build. */
    private static void change() throws IOException {
        Path source = checkout.resolve("blog-service/src/main/java/pressroom/blog/Changed.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package pressroom.blog; // " + System.nanoTime());
    }

    /** As Maven's jar plugin does, without removing the file. */
    private static void overwrite(Path jar) throws IOException {
        Files.write(jar, "no jar at all".getBytes(UTF_8));
    }

    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        try (Stream<Path> parts = Files.list(STACK.stateDirectory())) {
            for (Path part : parts.toList()) {
                Path pid = part.resolve(part.getFileName() + ".pid");
                if (Files.exists(pid)) {
                    var ps = Program.run(
                            List.of(
                                    "ps",
                                    "-ww",
                                    "-o",
                                    "command=",
                                    "-p",
                                    Files.readString(pid).split(" ")[0]),
                            Map.of());
                    commands.add(ps.output());
                }
            }
        }
        return commands;
    }

    private static void stamp() throws IOException {
        Files.createDirectories(checkout.resolve("target"));
        Files.writeString(
                checkout.resolve("target/pressroom-build.stamp"), System.getProperty("java.home") + "/bin/java");
    }

    /** A Maven that leaves a trace. */
    private static void refuseToBuild() throws IOException {
        Path maven = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\ntouch '%s'\nexit 1\n".formatted(folder.resolve("built")));
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Program.Said pressroom(String... arguments) {
        var command = new ArrayList<>(List.of(checkout.resolve("pressroom").toString()));
        command.addAll(List.of(arguments));
        return Program.run(command, ENVIRONMENT);
    }

    private static void copy(Path path) {
        put("-Rp", path);
    }

    private static void link(Path path) {
        put("-Rpl", path);
    }

    private static void put(String how, Path path) {
        Path target = checkout.resolve(path);
        target.getParent().toFile().mkdirs();
        var said = Program.run(List.of("cp", how, Compose.HOME.resolve(path).toString(), target.toString()), Map.of());
        assertThat(said.exitCode()).as(said.output()).isZero();
    }
}
