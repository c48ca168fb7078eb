package pressroom.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of a service's HTTP interface as it lies in docs/api. */
public final class KeptDescription {

    private KeptDescription() {}

    /**
     * Holds what a service says of its interface against what is kept; writes it there instead with {@code
     * -Dpressroom.api.write=true}.
     *
     * @param service the module's name
     * @param now the answer of its {@code /v3/api-docs}
     * @throws AssertionError when they differ, with what to do
     */
    public static void assertIsKept(String service, String now) throws IOException {
        Path kept = Path.of("../docs/api", service + ".json");
        String file = now + "\n";
        if (Boolean.getBoolean("pressroom.api.write")) {
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, file);
        }
        assertThat(file).contains("\"openapi\" : \"3.1");
        assertThat(withoutSuccess(file))
                .as("operations that tell of no success")
                .isEmpty();
        assertThat(kept)
                .as("written by this test with -Dpressroom.api.write=true")
                .exists();
        assertThat(file).as("""
                        The HTTP interface is not as docs/api/%1$s.json says. If that is meant:
                          mvn -pl %1$s -am test -Dtest=ApiDescriptionTest -Dsurefire.failIfNoSpecifiedTests=false \
                        -Dpressroom.api.write=true
                        Look at the difference with git, and commit it. v1 takes additions only.""", service).isEqualTo(Files.readString(kept));
    }

    private static List<String> withoutSuccess(String description) {
        return new JsonMapper()
                .readTree(description)
                .get("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .filter(operation -> operation.get("responses").propertyNames().stream()
                        .noneMatch(status -> status.startsWith("2") || status.startsWith("3")))
                .map(operation -> operation.path("operationId").asString())
                .toList();
    }
}
