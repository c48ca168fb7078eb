package pressroom.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Readers and writers are deployed by different teams at different times, so a released schema may only grow. */
class SchemaCompatibilityTest {

    @ParameterizedTest
    @EnumSource
    void schemaIsCompatibleWithItsReleasedVersion(EventType type) {
        assertThat(SchemaChanges.breaking(Contract.released(type), Contract.schema(type)))
                .as("A released event only gains optional properties; anything else is a new major version")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void releasedSchemaAcceptsWhatIsWrittenToday(EventType type) {
        assertThat(Contract.released(type).path("additionalProperties").asBoolean())
                .isTrue();
        assertThat(Contract.violations(type, EventCodec.encode(Samples.of(type).data())))
                .isEmpty();
    }

    static Stream<Arguments> breakingChanges() {
        return Stream.of(
                change("property removed", schema -> properties(schema).remove("body")),
                change("property named like an annotation removed", schema -> properties(schema)
                        .remove("title")),
                change("property renamed", schema -> properties(schema)
                        .set("text", properties(schema).remove("body"))),
                change("type changed", schema -> definition(schema, "version").put("type", "string")),
                change("property refers to another type", schema -> property(schema, "title")
                        .put("$ref", "#/$defs/uuid")),
                change("limit tightened", schema -> definition(schema, "authorId")
                        .put("maxLength", 100)),
                change("limit loosened", schema -> definition(schema, "authorId")
                        .put("maxLength", 1000)),
                change("limit added", schema -> property(schema, "title").put("maxLength", 300)),
                change("limit removed", schema -> definition(schema, "version").remove("minimum")),
                change("pattern changed", schema -> definition(schema, "time").put("pattern", "^.*$")),
                change(
                        "items changed",
                        schema -> ((ObjectNode) property(schema, "tags").get("items")).put("$ref", "#/$defs/uuid")),
                change("definition removed", schema -> ((ObjectNode) schema.get("$defs")).remove("uuid")),
                change("property becomes required", schema -> required(schema).add("summary")),
                change("property becomes optional", schema -> required(schema).remove(0)),
                change("all become optional", schema -> schema.remove("required")),
                change("unknown properties forbidden", schema -> schema.put("additionalProperties", false)),
                change("unknown properties restricted", schema -> schema.putObject("additionalProperties")
                        .put("type", "string")),
                change("openness no longer said", schema -> schema.remove("additionalProperties")),
                change("keyword added", schema -> schema.put("maxProperties", 9)),
                change(
                        "condition added",
                        schema -> schema.putArray("allOf").addObject().put("type", "object")),
                change("identity changed", schema -> schema.put("$id", "urn:pressroom:other:v1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingChanges")
    void incompatibleChangeIsFound(String ignored, Consumer<ObjectNode> change) {
        ObjectNode current = released();
        change.accept(current);

        assertThat(SchemaChanges.breaking(released(), current)).isNotEmpty();
    }

    @Test
    void newOptionalPropertyAndOtherWordsAreCompatible() {
        ObjectNode current = released();
        properties(current).putObject("summary").put("type", "string").put("maxLength", 300);
        ((ObjectNode) current.get("$defs")).putObject("language").put("type", "string");
        current.put("description", "Other words.");
        property(current, "title").put("title", "Title").putArray("examples").add("Hello");
        ArrayNode required = required(current);
        required.add(required.remove(0));

        assertThat(SchemaChanges.breaking(released(), current)).isEmpty();
    }

    private static Arguments change(String name, Consumer<ObjectNode> change) {
        return Arguments.of(name, change);
    }

    private static ObjectNode released() {
        return (ObjectNode) Contract.released(EventType.PUBLISHED);
    }

    private static ObjectNode properties(JsonNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static ObjectNode property(JsonNode schema, String name) {
        return (ObjectNode) properties(schema).get(name);
    }

    private static ObjectNode definition(JsonNode schema, String name) {
        return (ObjectNode) schema.get("$defs").get(name);
    }

    private static ArrayNode required(JsonNode schema) {
        return (ArrayNode) schema.get("required");
    }
}
