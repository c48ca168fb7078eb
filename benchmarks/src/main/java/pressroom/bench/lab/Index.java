package pressroom.bench.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The administrator's plain HTTP to Elasticsearch, and the index of blogs. */
public final class Index implements Progress {
    /** What the indexer writes to. */
    public static final String ALIAS = "blogs";

    private static final String NAME = "blogs-v1";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String url;
    private final String authorization;

    Index(Map<String, String> admin) {
        this.url = Objects.requireNonNull(admin.get("elasticsearch.url"));
        String user = admin.get("elasticsearch.username") + ":" + admin.get("elasticsearch.password");
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
    }

    /** Removes it, if it is there. */
    public void delete() throws IOException, InterruptedException {
        if (exists()) {
            call("DELETE", "/" + NAME, null);
        }
    }

    /** Whether there is one. */
    public boolean exists() throws IOException, InterruptedException {
        return send("HEAD", "/" + NAME, null).statusCode() == 200;
    }

    /** Its settings and mapping, from which one like it can be made. */
    public String description() throws IOException, InterruptedException {
        JsonNode found = JSON.readTree(call("GET", "/" + NAME, null)).get(NAME);
        ObjectNode description = JSON.createObjectNode();
        ObjectNode settings = (ObjectNode) found.get("settings").get("index");
        settings.remove(java.util.List.of("creation_date", "uuid", "version", "provided_name", "routing"));
        description.set("settings", JSON.createObjectNode().set("index", settings));
        description.set("mappings", found.get("mappings"));
        description.set("aliases", found.get("aliases"));
        return JSON.writeValueAsString(description);
    }

    /** Makes it anew, empty. */
    public void create(String description) throws IOException, InterruptedException {
        delete();
        call("PUT", "/" + NAME, description.getBytes(UTF_8));
    }

    /** Keeps it as it is now, under a name, to come back to. */
    public void keep(String name) throws IOException, InterruptedException {
        if (send("HEAD", "/" + name, null).statusCode() == 200) {
            call("DELETE", "/" + name, null);
        }
        block(NAME, "true");
        call("PUT", "/%s/_clone/%s?wait_for_active_shards=1".formatted(NAME, name), "{}".getBytes(UTF_8));
        block(NAME, "null");
    }

    /** Goes back to what was kept. Its files are shared, so that this takes a moment however many documents there are. */
    public void restore(String name) throws IOException, InterruptedException {
        delete();
        byte[] asBefore = "{\"settings\":{\"index.blocks.write\":null},\"aliases\":{\"%s\":{\"is_write_index\":true}}}"
                .formatted(ALIAS)
                .getBytes(UTF_8);
        call("PUT", "/%s/_clone/%s?wait_for_active_shards=1".formatted(name, NAME), asBefore);
    }

    private void block(String index, String blocked) throws IOException, InterruptedException {
        call(
                "PUT",
                "/" + index + "/_settings",
                "{\"index.blocks.write\":%s}".formatted(blocked).getBytes(UTF_8));
    }

    /** Sends a bulk as the indexer does; completes with the answer's body. */
    public CompletableFuture<String> bulk(byte[] lines) {
        HttpRequest request = request(
                        "POST",
                        "/" + ALIAS + "/_bulk?require_alias=true&filter_path=errors,items.*.status,items.*.error",
                        lines)
                .header("Content-Type", "application/x-ndjson")
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "a bulk was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        });
    }

    /** A search's answer. */
    public JsonNode search(String query) throws IOException, InterruptedException {
        return JSON.readTree(call("POST", "/" + ALIAS + "/_search", query.getBytes(UTF_8)));
    }

    /** Keeps the index as it is now for searches to come: in a living one a merge changes the order of documents between two pages. */
    public String openView() throws IOException, InterruptedException {
        return JSON.readTree(call("POST", "/" + ALIAS + "/_pit?keep_alive=10m", new byte[0]))
                .get("id")
                .asString();
    }

    /** The answer to a search that names a view. */
    public JsonNode searchView(String query) throws IOException, InterruptedException {
        return JSON.readTree(call("POST", "/_search", query.getBytes(UTF_8)));
    }

    /** Ends a view. */
    public void closeView(String view) throws IOException, InterruptedException {
        call("DELETE", "/_pit", "{\"id\": \"%s\"}".formatted(view).getBytes(UTF_8));
    }

    /** Makes everything that was written findable. */
    public void refresh() throws IOException, InterruptedException {
        call("POST", "/" + ALIAS + "/_refresh", new byte[0]);
    }

    /** How often what was written has become findable; a look at this costs far less than a search. */
    public long refreshes() throws IOException, InterruptedException {
        return JSON.readTree(call("GET", "/" + NAME + "/_stats/refresh", null))
                .at("/_all/primaries/refresh/external_total")
                .asLong();
    }

    /** How many documents can be found after a refresh. */
    public long count() throws IOException, InterruptedException {
        refresh();
        return JSON.readTree(call("GET", "/" + ALIAS + "/_count", null))
                .get("count")
                .asLong();
    }

    /** How many documents have been written since the index was made; needs no refresh. */
    @Override
    public long done() throws IOException, InterruptedException {
        if (!exists()) {
            return 0;
        }
        return JSON.readTree(call("GET", "/" + NAME + "/_stats/indexing", null))
                .at("/_all/primaries/indexing/index_total")
                .asLong();
    }

    private String call(String method, String path, byte @Nullable [] body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    "%s %s was answered with %d: %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private HttpResponse<String> send(String method, String path, byte @Nullable [] body)
            throws IOException, InterruptedException {
        HttpRequest request = request(method, path, body)
                .header("Content-Type", "application/json")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path, byte @Nullable [] body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
    }
}
