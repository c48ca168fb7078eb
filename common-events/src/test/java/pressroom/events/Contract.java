package pressroom.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of the contract, by the type of event they are about. */
final class Contract {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonMapper JSON = JsonMapper.shared();

    private Contract() {}

    static byte[] goldenValue(EventType type) {
        return bytes("/golden/" + name(type) + ".json");
    }

    static List<Header> goldenHeaders(EventType type) {
        return new String(bytes("/golden/" + name(type) + ".headers"), UTF_8)
                .lines()
                .map(line -> line.split(": ", 2))
                .map(pair -> Header.of(pair[0], pair[1]))
                .toList();
    }

    static JsonNode schema(EventType type) {
        return JSON.readTree(bytes("/schemas/" + name(type) + ".schema.json"));
    }

    static JsonNode released(EventType type) {
        return JSON.readTree(bytes("/released/" + name(type) + ".schema.json"));
    }

    /** What the schema of {@code type} has against a value; empty when nothing. */
    static List<String> violations(EventType type, byte[] value) {
        return SCHEMAS.getSchema(schema(type)).validate(JSON.readTree(value)).stream()
                .map(Error::toString)
                .toList();
    }

    /** Such as {@code blog-published.v1}. */
    private static String name(EventType type) {
        return type.ceType()
                .substring("pressroom.".length())
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
