package pressroom.chaos.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pressroom.stack.LocalStack;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Elasticsearch as its administrator sees it, past all links. */
public final class Index {
    private static final int PAGE = 2_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String url;
    private final String login;

    /** That of a stack. */
    public Index(LocalStack stack) {
        Map<String, String> admin = stack.adminProperties();
        String user = admin.get("elasticsearch.username") + ":" + admin.get("elasticsearch.password");
        this.url = Objects.requireNonNull(admin.get("elasticsearch.url"));
        this.login = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Asks for something that must succeed.
     *
     * @param json the request's body, or null for none
     * @throws IOException also when it is answered with an error
     */
    public JsonNode ask(String method, String path, @Nullable String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, json);
        if (answer.statusCode() >= 300) {
            throw new IOException("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    /**
     * A document's version; null if there is no such document.
     *
     * @throws IOException also when the index cannot tell
     */
    @Nullable
    Integer version(UUID blogId) throws IOException, InterruptedException {
        String path = "/blogs/_doc/" + blogId;
        HttpResponse<String> answer = send("GET", path, null);
        JsonNode json = JSON.readTree(answer.body());
        if (answer.statusCode() == 404 && json.has("found")) {
            return null;
        }
        if (answer.statusCode() >= 300) {
            throw new IOException("GET %s: %d %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return json.path("_source").path("version").asInt();
    }

    private HttpResponse<String> send(String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", login)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    Map<String, World.Document> documents() throws IOException, InterruptedException {
        ask("POST", "/blogs/_refresh", null);
        Map<String, World.Document> documents = new HashMap<>();
        String after = "";
        while (true) {
            JsonNode hits =
                    ask("POST", "/blogs/_search", """
                    {"size": %d, "sort": [{"blogId": "asc"}], "query": {"match_all": {}} %s}
                    """.formatted(PAGE, after)).at("/hits/hits");
            if (hits.isEmpty()) {
                return documents;
            }
            hits.forEach(hit -> documents.put(hit.path("_id").asString(), document(hit.path("_source"))));
            after = ", \"search_after\": " + hits.get(hits.size() - 1).path("sort");
        }
    }

    private static World.Document document(JsonNode source) {
        return new World.Document(
                source.path("authorId").asString(),
                source.path("version").asInt(),
                source.path("live").asBoolean(),
                source.path("title").asString(null),
                source.path("body").asString(null));
    }
}
