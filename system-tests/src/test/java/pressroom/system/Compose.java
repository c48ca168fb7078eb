package pressroom.system;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import pressroom.stack.LocalStack;
import pressroom.stack.Ports;
import pressroom.stack.TestServers;

/** Everything as docker-compose.yml has it, under a project, ports and passwords of its own. */
final class Compose implements Deployment {

    static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String PROJECT = "pressroom-test";
    /** What is meant to stay; the set-up ends. */
    private static final List<String> PARTS = List.of(
            "blog-service", "counter-consumer", "search-indexer", "postgres", "kafka", "elasticsearch", "proxy");

    final LocalStack stack = TestServers.another();
    private final DockerClient docker = DockerClientFactory.lazyClient();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<String> program = installed();

    Compose() {
        Platform.SERVICES.forEach(service -> ports.put(service, Ports.onePort()));
    }

    @Override
    public void start() {
        run("down", "--volumes", "--remove-orphans");
        run("up", "-d", "--build");
        awaitHealthy();
    }

    @Override
    public void kill(String part) {
        run("kill", "-s", "SIGKILL", part);
    }

    @Override
    public void restart(String part) {
        run("start", part);
        awaitHealthy(List.of(part));
    }

    @Override
    public void stop() {
        run("down", "--volumes", "--remove-orphans");
    }

    @Override
    public String url(String service) {
        return "http://127.0.0.1:" + ports.get(service);
    }

    @Override
    public Path signingKey() {
        return stack.secrets().tokenSigningKey();
    }

    /** The containers of a service, running or not, in the order of their numbers. */
    List<String> containers(String service) {
        return docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("com.docker.compose.project", PROJECT, "com.docker.compose.service", service))
                .exec()
                .stream()
                .sorted(Comparator.comparing(container -> container.getNames()[0]))
                .map(Container::getId)
                .toList();
    }

    DockerClient docker() {
        return docker;
    }

    String health(String container) {
        var state = docker.inspectContainerCmd(container).exec().getState();
        var health = state.getHealth();
        return Boolean.TRUE.equals(state.getRunning()) && health != null ? String.valueOf(health.getStatus()) : "";
    }

    void awaitHealthy() {
        awaitHealthy(PARTS);
    }

    private void awaitHealthy(List<String> parts) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> parts.stream()
                .flatMap(part -> containers(part).stream())
                .allMatch(container -> health(container).equals("healthy")));
    }

    /** What compose prints; it must end well. */
    String run(String... arguments) {
        var command = command(arguments);
        var said = Program.run(command, environment());
        if (said.exitCode() != 0) {
            throw new AssertionError(command + " ended with " + said.exitCode() + ":\n" + said.output());
        }
        return said.output();
    }

    List<String> command(String... arguments) {
        var command = new ArrayList<>(program);
        command.addAll(
                List.of("-p", PROJECT, "-f", HOME.resolve("docker-compose.yml").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    List<String> program() {
        return program;
    }

    /** For compose and for ./pressroom alike. */
    Map<String, String> environment() {
        return Map.ofEntries(
                // Beside a network that somebody's own containers have.
                Map.entry("PRESSROOM_NETWORK", "172.31.78"),
                Map.entry("PRESSROOM_IPAM_DRIVER", isPodman() ? "host-local" : "default"),
                Map.entry(
                        "PRESSROOM_CONTAINERS", stack.containers().writeFiles().toString()),
                Map.entry("PRESSROOM_STATE", stack.stateDirectory().toString()),
                Map.entry("PRESSROOM_BLOG_PORT", ports.get("blog-service").toString()),
                Map.entry(
                        "PRESSROOM_COUNTER_PORT", ports.get("counter-consumer").toString()),
                Map.entry("PRESSROOM_SEARCH_PORT", ports.get("search-indexer").toString()),
                Map.entry(
                        "PRESSROOM_POSTGRES_PORT", String.valueOf(stack.ports().postgres())),
                Map.entry("PRESSROOM_KAFKA_PORT", String.valueOf(stack.ports().kafka())),
                Map.entry(
                        "PRESSROOM_ELASTICSEARCH_PORT",
                        String.valueOf(stack.ports().elasticsearch())));
    }

    private static boolean isPodman() {
        return Program.run(List.of("docker", "version"), Map.of()).output().contains("Podman");
    }

    /** Version 2 is a part of the docker command, version 1 a command of its own. */
    private static List<String> installed() {
        for (var program : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            var asked = new ArrayList<>(program);
            asked.add("version");
            if (Program.run(asked, Map.of()).exitCode() == 0) {
                return program;
            }
        }
        throw new IllegalStateException("neither docker compose nor docker-compose is installed");
    }
}
