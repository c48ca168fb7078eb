package pressroom.system;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import pressroom.stack.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole platform as an author and a reader meet it, in whichever way it is deployed. */
final class Platform {

    static final List<String> SERVICES = List.of("blog-service", "counter-consumer", "search-indexer");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final Deployment deployment;
    private final Tokens tokens;
    private final Supplier<String> blogService;

    private Platform(Deployment deployment, Supplier<String> blogService) {
        this.deployment = deployment;
        this.blogService = blogService;
        this.tokens = new Tokens(deployment.signingKey());
    }

    /** As processes, or in containers with {@code -Dpressroom.platform=compose}. */
    static Platform started() {
        boolean containers = "compose".equals(System.getProperty("pressroom.platform"));
        return startedAs(containers ? new Compose() : new Processes());
    }

    static Platform startedAs(Deployment deployment) {
        deployment.start();
        return new Platform(deployment, () -> deployment.url("blog-service"));
    }

    /** Starts again what another class has stopped, which needed the same servers for services of its own. */
    void goOn() {
        if (deployment instanceof Processes processes) {
            processes.start();
        }
    }

    /** The deployment, for tests that know which it is. */
    <T extends Deployment> T deployed(Class<T> kind) {
        return kind.cast(deployment);
    }

    /** Where a service answers. */
    String url(String service) {
        return deployment.url(service);
    }

    /** The same, written to through another instance of blog-service. */
    Platform through(String url) {
        return new Platform(deployment, () -> url);
    }

    void kill(String... parts) {
        List.of(parts).forEach(deployment::kill);
    }

    void restart(String... parts) {
        List.of(parts).forEach(deployment::restart);
    }

    void stop() {
        deployment.stop();
    }

    /** Publishes a post and returns its id. */
    String publish(String author, String title, String body) {
        return expect(201, tryToPublish(author, title, body)).get("id").asString();
    }

    /** Publishes a post, or is told why not. */
    HttpResponse<String> tryToPublish(String author, String title, String body) {
        String key =
                UUID.nameUUIDFromBytes((author + "/" + title).getBytes(UTF_8)).toString();
        return write(
                "POST", "/api/blogs", author, Map.of("title", title, "body", body), Map.of("Idempotency-Key", key));
    }

    /** Edits the given version of a blog. */
    void edit(String author, String id, int version, String title, String body) {
        Map<String, String> ifMatch = Map.of("If-Match", "\"" + version + "\"");
        expect(200, write("PUT", "/api/blogs/" + id, author, Map.of("title", title, "body", body), ifMatch));
    }

    void unpublish(String author, String id) {
        expect(204, write("DELETE", "/api/blogs/" + id, author, Map.of(), Map.of()));
    }

    /** Whether readers get this post. */
    boolean isShown(String id) {
        return get(blogService.get() + "/api/blogs/" + id).statusCode() == 200;
    }

    /** An author's total; 0 when he was never counted. */
    int count(String author) {
        HttpResponse<String> answer = get(deployment.url("counter-consumer") + "/api/users/" + encode(author, UTF_8));
        return answer.statusCode() == 404
                ? 0
                : expect(200, answer).get("totalBlogs").asInt();
    }

    /** The ids of the first page of a search, best first. */
    List<String> search(String words) {
        JsonNode hits = expect(200, get(deployment.url("search-indexer") + "/api/search?q=" + encode(words, UTF_8)))
                .get("hits");
        return hits.valueStream().map(hit -> hit.get("id").asString()).toList();
    }

    /** How many posts of an author search knows. */
    int foundOf(String author) {
        String query = "/api/search?limit=1&q=hurry&author=" + encode(author, UTF_8);
        return expect(200, get(deployment.url("search-indexer") + query))
                .get("total")
                .asInt();
    }

    String snippet(String words) {
        return expect(200, get(deployment.url("search-indexer") + "/api/search?q=" + encode(words, UTF_8)))
                .at("/hits/0/snippet")
                .asString();
    }

    private HttpResponse<String> write(
            String method, String path, String author, Map<String, String> json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(blogService.get() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + tokens.mint(author, List.of()))
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(json)));
        headers.forEach(request::header);
        return send(request.build());
    }

    private static HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError("%s answered %d instead of %d: %s"
                    .formatted(answer.request(), answer.statusCode(), status, answer.body()));
        }
        return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }
}
