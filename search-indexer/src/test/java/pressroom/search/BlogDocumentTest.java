package pressroom.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pressroom.events.CloudEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BlogDocumentTest {

    private static final JsonMapper JSON = new JsonMapper();
    private final UUID id = UUID.randomUUID();

    @Test
    void aPostBecomesAVersionedActionAndItsContent() {
        List<JsonNode> lines = lines(Events.edited(id, 7, "Title", "line\nbreak \"é\" 🎉\u2028", "a", "b"));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).at("/index/_id").asString()).isEqualTo(id.toString());
        assertThat(lines.get(0).at("/index/version").asInt()).isEqualTo(7);
        assertThat(lines.get(0).at("/index/version_type").asString()).isEqualTo("external");
        assertThat(lines.get(1).get("body").asString()).isEqualTo("line\nbreak \"é\" 🎉\u2028");
        assertThat(lines.get(1).get("live").asBoolean()).isTrue();
        assertThat(lines.get(1).get("tags")).hasSize(2);
    }

    @Test
    void anUnpublishedPostKeepsNoContent() {
        JsonNode source = lines(Events.unpublished(id, 3)).get(1);

        assertThat(source.propertyNames()).containsExactly("blogId", "version", "live", "authorId");
        assertThat(source.get("live").asBoolean()).isFalse();
    }

    private static List<JsonNode> lines(CloudEvent event) {
        return new String(BlogDocument.of(0, event.data()).lines(), UTF_8)
                .lines()
                .map(JSON::readTree)
                .toList();
    }
}
