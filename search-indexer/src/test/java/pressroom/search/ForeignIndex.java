package pressroom.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.UUID;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An index that a third party made, and what the third party does with the alias; and how an operator mends it. */
final class ForeignIndex {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OWN = "blogs-v1";

    private final RestClient connections;
    private final String name = "blogs-" + UUID.randomUUID();

    private ForeignIndex(RestClient connections) {
        this.connections = connections;
    }

    /** One whose fields Elasticsearch makes from what it gets. */
    static ForeignIndex withoutMapping(RestClient connections) throws IOException {
        ForeignIndex made = new ForeignIndex(connections);
        made.send("PUT", "/" + made.name, "{\"settings\":{\"number_of_replicas\":0}}");
        return made;
    }

    /** One that could be the service's own. */
    static ForeignIndex withTheSameMapping(RestClient connections) throws IOException {
        ForeignIndex made = new ForeignIndex(connections);
        JsonNode mapping = JSON.readTree(made.send("GET", "/" + OWN + "/_mapping", ""))
                .get(OWN)
                .get("mappings");
        made.send(
                "PUT", "/" + made.name, "{\"settings\":{\"number_of_replicas\":0},\"mappings\":%s}".formatted(mapping));
        return made;
    }

    String name() {
        return name;
    }

    /** The alias stands for both, and writes go to this one. */
    void takesTheWrites() throws IOException {
        actions("""
                {"add":{"index":"%s","alias":"blogs","is_write_index":false}},
                {"add":{"index":"%s","alias":"blogs","is_write_index":true}}""".formatted(OWN, name));
    }

    /** The alias stands for this one alone. */
    void takesTheAlias() throws IOException {
        actions("""
                {"remove":{"index":"%s","alias":"blogs"}},
                {"add":{"index":"%s","alias":"blogs"}}""".formatted(OWN, name));
    }

    /** The alias stands for both, and writes go where they went. */
    void isAlsoRead() throws IOException {
        actions("""
                {"add":{"index":"%s","alias":"blogs","is_write_index":true}},
                {"add":{"index":"%s","alias":"blogs","is_write_index":false}}""".formatted(OWN, name));
    }

    /** A copy of a document of the service's index, found as soon as this returns. */
    void copies(UUID blog) throws IOException {
        send("PUT", "/" + name + "/_doc/" + blog + "?refresh=true", send("GET", "/" + OWN + "/_source/" + blog, ""));
    }

    /** How many documents it holds. */
    long count() throws IOException {
        send("POST", "/" + name + "/_refresh", "");
        return JSON.readTree(send("GET", "/" + name + "/_count", ""))
                .get("count")
                .asLong();
    }

    /** The alias stands for the service's index alone again. */
    void giveBack() throws IOException {
        actions("""
                {"add":{"index":"%s","alias":"blogs","is_write_index":true}},
                {"remove_index":{"index":"%s"}}""".formatted(OWN, name));
    }

    private void actions(String actions) throws IOException {
        send("POST", "/_aliases", "{\"actions\":[%s]}".formatted(actions));
    }

    private String send(String method, String path, String body) throws IOException {
        Request request = new Request(method, path);
        if (!body.isEmpty()) {
            request.setJsonEntity(body);
        }
        return new String(
                connections.performRequest(request).getEntity().getContent().readAllBytes(), UTF_8);
    }
}
