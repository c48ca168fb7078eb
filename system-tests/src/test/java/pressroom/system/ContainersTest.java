package pressroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Ports;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import pressroom.chaos.check.Topics;

/** docker-compose.yml, beyond the story that {@code APostTravelsTest} tells about it. */
@EnabledIfSystemProperty(named = "pressroom.platform", matches = "compose")
@ExtendWith(OnePlatform.class)
class ContainersTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    /** What docker-compose.yml gives a service to end. */
    private static final Duration GRACE = Duration.ofSeconds(50);

    private static final int ENDED_BY_SIGTERM = 143;

    private static Compose compose;
    private static Platform platform;

    @BeforeAll
    static void start(Platform shared) {
        platform = shared;
        compose = shared.deployed(Compose.class);
    }

    @Test
    void composeSaysThatPasswordsAreMissingAndFindsThemOnceTheyAreMade(@TempDir Path home) throws Exception {
        var none = Files.createFile(home.resolve("none"));
        var before = config(none);
        assertThat(before.exitCode()).isNotZero();
        assertThat(before.output()).contains("there are no passwords yet. Make them with ./pressroom secrets");

        pressroom(home, Map.of("PRESSROOM_STATE", home.resolve("state").toString()), "secrets");

        assertThat(config(home.resolve(".env"))).isEqualTo(new Program.Said(0, ""));
    }

    @Test
    void aServiceMayDoAlmostNothing() {
        for (String service : Platform.SERVICES) {
            var container = inspect(service);
            var host = container.getHostConfig();

            assertThat(container.getConfig().getUser()).isEqualTo("10001:10001");
            assertThat(host.getReadonlyRootfs()).isTrue();
            assertThat(host.getMemory()).isPositive();
            assertThat(host.getRestartPolicy().getName()).isEqualTo("unless-stopped");
            assertThat(run(service, "grep", "CapBnd", "/proc/1/status")).containsPattern("CapBnd:\\s+0{16}");
            assertThat(container.getNetworkSettings().getPorts().getBindings().values())
                    .containsOnlyNulls();
        }
    }

    @Test
    void aServiceStartsFromTheArchiveOfItsClasses() {
        for (String service : Platform.SERVICES) {
            assertThat(run(service, "ls", "/app")).containsPattern("service\\.(aot|jsa)");
            assertThat(run(service, "cat", "/app/jvm.options")).contains("/app/service.");
        }
    }

    @Test
    void portsAreOnLoopbackOnly() {
        for (String part : List.of("proxy", "postgres", "kafka", "elasticsearch")) {
            var bindings = inspect(part).getNetworkSettings().getPorts().getBindings();
            assertThat(bindings.values().stream()
                            .filter(each -> each != null)
                            .flatMap(Stream::of)
                            .map(Ports.Binding::getHostIp))
                    .isNotEmpty()
                    .containsOnly("127.0.0.1");
        }
    }

    @Test
    void theCommandLineWorksWithIt() {
        assertThat(pressroom("import", "samples/posts")).contains(" 0 failed");
        assertThat(pressroom("status")).contains("ready", "topic blog-events: 6 partitions");
        assertThat(pressroom("token", "ada")).startsWith("ey");
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            assertThat(pressroom("count", "The Editors")).contains("by the-editors");
            assertThat(pressroom("search", "versoins and tombstons")).contains("Versions and tombstones");
        });
    }

    @Test
    void scaledConsumersShareThePartitionsAndAnswerAtOneAddress() throws Exception {
        compose.run("up", "-d", "--scale", "counter-consumer=3", "--scale", "search-indexer=2");
        compose.awaitHealthy();
        // An instance is healthy once one of its threads is a member; the group moves partitions for each that joins.
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(partitionsPerInstance("counter-consumer")).containsExactly(2, 2, 2);
            assertThat(partitionsPerInstance("search-indexer")).containsExactly(3, 3);
        });

        var post = platform.publish("ida", "By one of three", "Many wombats.");
        compose.docker()
                .killContainerCmd(compose.containers("counter-consumer").get(1))
                .exec();
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            assertThat(platform.count("ida")).isEqualTo(1);
            assertThat(platform.search("wombats")).containsExactly(post);
        });
        for (int i = 0; i < 12; i++) {
            assertThat(platform.count("ida")).isEqualTo(1);
        }
        compose.run("up", "-d", "--scale", "counter-consumer=1", "--scale", "search-indexer=1");
    }

    @Test
    void whatCrashesIsStartedAgainByItself() {
        var crashed = compose.containers("search-indexer").get(0);
        Program.run(
                compose.command("exec", "-T", "search-indexer", "bash", "-c", "kill -SEGV 1"), compose.environment());

        await().atMost(SOON)
                .until(() ->
                        compose.docker().inspectContainerCmd(crashed).exec().getRestartCount() > 0);
        compose.awaitHealthy();
    }

    @Test
    void theProxyMayBeKilledToo() {
        platform.kill("proxy");
        platform.restart("proxy");

        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(
                        platform.publish("joe", "Through the proxy", "Again."))
                .isNotEmpty());
    }

    /** The proxy tells the service that a request comes from this machine, whatever the request says. */
    @Test
    void namesAreChosenThroughTheProxyFromThisMachine() throws Exception {
        var cookies = new CookieManager();
        var http = HttpClient.newBuilder().cookieHandler(cookies).build();
        var signIn = URI.create(compose.url("blog-service") + "/sign-in");
        var page = http.send(HttpRequest.newBuilder(signIn).build(), BodyHandlers.ofString())
                .body();
        var csrf = page.replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");

        var answer = http.send(
                HttpRequest.newBuilder(signIn)
                        .header("X-Forwarded-For", "203.0.113.7")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("name=zoe&_csrf=" + URLEncoder.encode(csrf, UTF_8)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(signIn.resolve(answer.headers().firstValue("Location").orElse("")))
                .isEqualTo(URI.create(compose.url("blog-service") + "/write"));
        assertThat(cookies.getCookieStore().getCookies())
                .anyMatch(cookie -> cookie.getName().equals("pressroom"));
    }

    @Test
    void servicesEndInGoodOrderWithinTheirTime() {
        for (String service : Platform.SERVICES) {
            var asked = Instant.now();
            compose.run("stop", service);

            assertThat(Duration.between(asked, Instant.now())).isLessThan(GRACE);
            assertThat(inspect(service).getState().getExitCodeLong()).isEqualTo(ENDED_BY_SIGTERM);
        }
        platform.restart(Platform.SERVICES.toArray(String[]::new));
    }

    /** Each container has an address of its own, and each of its threads is a member of the group. */
    private static Collection<Integer> partitionsPerInstance(String group) throws Exception {
        try (var admin = new Topics(compose.stack).admin()) {
            var described = admin.describeConsumerGroups(List.of(group)).all().get();
            return described.get(group).members().stream()
                    .collect(Collectors.groupingBy(
                            MemberDescription::host,
                            Collectors.summingInt(member ->
                                    member.assignment().topicPartitions().size())))
                    .values();
        }
    }

    private static InspectContainerResponse inspect(String part) {
        return compose.docker()
                .inspectContainerCmd(compose.containers(part).get(0))
                .exec();
    }

    private static String run(String service, String... command) {
        var arguments = new ArrayList<>(List.of("exec", "-T", service));
        arguments.addAll(List.of(command));
        return compose.run(arguments.toArray(String[]::new));
    }

    private static Program.Said config(Path variables) {
        var command = new ArrayList<>(compose.program());
        command.addAll(List.of("--env-file", variables.toString(), "-f", "docker-compose.yml", "config", "-q"));
        return Program.run(command, Map.of());
    }

    private static String pressroom(String... arguments) {
        return pressroom(Compose.HOME, compose.environment(), arguments);
    }

    /** The command line without its script, which might find something to build. */
    private static String pressroom(Path home, Map<String, String> environment, String... arguments) {
        var jars = Compose.HOME.resolve("local-stack/target/local-stack.jar") + ":"
                + Compose.HOME.resolve("local-stack/target/lib") + "/*";
        var command = new ArrayList<>(List.of("java", "-Dpressroom.home=" + home, "-cp", jars, "pressroom.cli.Main"));
        command.addAll(List.of(arguments));
        var said = Program.run(command, environment);
        assertThat(said.exitCode()).as(said.output()).isZero();
        return said.output();
    }
}
