package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml tells each service what the local stack tells it, and nothing is open that need not be. */
class ComposeFileTest {
    private static final Map<String, Map<String, Object>> PARTS = parts();

    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(strings = {"blog-service", "counter-consumer", "search-indexer"})
    void aServiceIsToldWhatTheLocalStackTellsIt(String service) {
        var properties = new ServiceProperties(Ports.free(), new Secrets(state.resolve("secrets")));
        var environment = map(PARTS.get(service).get("environment"));

        assertThat(environment.keySet())
                .containsAll(properties.plain(service).keySet().stream()
                        .map(ComposeFileTest::variable)
                        .toList());
        assertThat(environment)
                .doesNotContainKeys(properties.secret(service).keySet().stream()
                        .map(ComposeFileTest::variable)
                        .toArray(String[]::new));
    }

    @Test
    void everyPartHasALimitAndComesBackAndListensOnLoopbackOnly() {
        PARTS.forEach((name, part) -> {
            assertThat(part).as(name).containsKeys("mem_limit", "restart", "logging", "security_opt");
            assertThat(((List<?>) part.getOrDefault("ports", List.of())))
                    .as(name)
                    .allMatch(port -> port.toString().startsWith("127.0.0.1:"));
        });
    }

    @Test
    void elasticsearchsTransportPortIsReachedByNoOtherContainer() {
        var elasticsearch = PARTS.get("elasticsearch");

        assertThat(map(elasticsearch.get("environment"))).containsEntry("transport.host", "127.0.0.1");
        assertThat(elasticsearch.get("ports").toString()).doesNotContain("9300");
        assertThat(elasticsearch.get("networks")).isEqualTo(List.of("search"));
        assertThat(PARTS.entrySet().stream()
                        .filter(part -> part.getValue()
                                .getOrDefault("networks", "")
                                .toString()
                                .contains("search"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("elasticsearch", "search-indexer");
    }

    @Test
    void whatIsMountedIsWritten() throws Exception {
        var stack = LocalStack.at(state, Ports.free());
        var folder = stack.containers().writeFiles();

        var mounted = "\\$\\{PRESSROOM_CONTAINERS[^}]*}/([a-z_./-]+)";
        var names = Pattern.compile(mounted)
                .matcher(Files.readString(file()))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(names).contains("kafka.env", "blog-service", "elasticsearch/users");
        assertThat(names).allMatch(name -> Files.exists(folder.resolve(name)));
        assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
        assertThat(Files.readString(folder.resolve("search-indexer/pressroom.elasticsearch.password")))
                .isEqualTo(stack.propertiesFor("search-indexer").get("pressroom.elasticsearch.password"));
    }

    @Test
    void writingAgainChangesNothing() throws Exception {
        var containers = LocalStack.at(state, Ports.free()).containers();
        var users = containers.writeFiles().resolve("elasticsearch/users");
        var hashes = Files.readString(users);

        containers.writeFiles();

        assertThat(users).hasContent(hashes);
    }

    private static String variable(String property) {
        return property.replace("-", "_").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static Path file() {
        return Path.of("..", "docker-compose.yml");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> parts() {
        try (var reader = Files.newBufferedReader(file())) {
            return (Map<String, Map<String, Object>>)
                    map(new Yaml().load(reader)).get("services");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }
}
