package pressroom.search;

import java.io.IOException;
import java.util.UUID;
import org.elasticsearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An index that a third party made, and what the third party does with the alias; and how an operator mends it. */
final class ForeignIndex {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OWN = "blogs-v1";

    private final RawCalls calls;
    private final String name = "blogs-" + UUID.randomUUID();

    private ForeignIndex(RestClient connections) {
        this.calls = new RawCalls(connections);
    }

    /** One whose fields Elasticsearch makes from what it gets. */
    static ForeignIndex withoutMapping(RestClient connections) throws IOException {
        ForeignIndex made = new ForeignIndex(connections);
        made.calls.send("PUT", "/" + made.name, "{\"settings\":{\"number_of_replicas\":0}}");
        return made;
    }

    /** One that could be the service's own. */
    static ForeignIndex withTheSameMapping(RestClient connections) throws IOException {
        ForeignIndex made = new ForeignIndex(connections);
        JsonNode mapping = JSON.readTree(made.calls.send("GET", "/" + OWN + "/_mapping", ""))
                .get(OWN)
                .get("mappings");
        made.calls.send(
                "PUT", "/" + made.name, "{\"settings\":{\"number_of_replicas\":0},\"mappings\":%s}".formatted(mapping));
        return made;
    }

    String name() {
        return name;
    }

    /** The alias stands for both, and writes go to this one. */
    void takesTheWrites() throws IOException {
        calls.actions("""
                {"add":{"index":"%s","alias":"blogs","is_write_index":false}},
                {"add":{"index":"%s","alias":"blogs","is_write_index":true}}""".formatted(OWN, name));
    }

    /** The alias stands for this one alone. */
    void takesTheAlias() throws IOException {
        calls.actions("""
                {"remove":{"index":"%s","alias":"blogs"}},
                {"add":{"index":"%s","alias":"blogs"}}""".formatted(OWN, name));
    }

    /** The alias stands for both, and writes go where they went. */
    void isAlsoRead() throws IOException {
        calls.actions("""
                {"add":{"index":"%s","alias":"blogs","is_write_index":true}},
                {"add":{"index":"%s","alias":"blogs","is_write_index":false}}""".formatted(OWN, name));
    }

    /** A copy of a document of the service's index, found as soon as this returns. */
    void copies(UUID blog) throws IOException {
        calls.send(
                "PUT",
                "/" + name + "/_doc/" + blog + "?refresh=true",
                calls.send("GET", "/" + OWN + "/_source/" + blog, ""));
    }

    /** How many documents it holds. */
    long count() throws IOException {
        calls.send("POST", "/" + name + "/_refresh", "");
        return JSON.readTree(calls.send("GET", "/" + name + "/_count", ""))
                .get("count")
                .asLong();
    }

    /** The alias stands for the service's index alone again. */
    void giveBack() throws IOException {
        calls.actions("""
                {"add":{"index":"%s","alias":"blogs","is_write_index":true}},
                {"remove_index":{"index":"%s"}}""".formatted(OWN, name));
    }
}
