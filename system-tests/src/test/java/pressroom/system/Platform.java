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
import pressroom.stack.LocalStack;
import pressroom.stack.Ports;
import pressroom.stack.Server;
import pressroom.stack.ServiceProcess;
import pressroom.stack.TestServers;
import pressroom.stack.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole platform as an author and a reader meet it: three servers, and three services as processes of their own. */
final class Platform {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final JsonMapper JSON = new JsonMapper();

    final LocalStack stack;
    final ServiceProcess blogService;
    final ServiceProcess counterConsumer;
    final ServiceProcess searchIndexer;
    private final Tokens tokens;

    private Platform(LocalStack stack) {
        this.stack = stack;
        this.tokens = new Tokens(stack.secrets().tokenSigningKey());
        this.blogService = ServiceProcess.of(stack, "blog-service").withPort(Ports.onePort());
        this.counterConsumer = ServiceProcess.of(stack, "counter-consumer").withPort(Ports.onePort());
        this.searchIndexer = ServiceProcess.of(stack, "search-indexer").withPort(Ports.onePort());
    }

    static Platform started() {
        Platform platform = new Platform(TestServers.with(Server.values()));
        platform.services().forEach(ServiceProcess::start);
        platform.services().forEach(service -> service.awaitReady(PATIENCE));
        return platform;
    }

    void restart(ServiceProcess service) {
        service.start();
        service.awaitReady(PATIENCE);
    }

    void stop() {
        services().forEach(ServiceProcess::stop);
    }

    private List<ServiceProcess> services() {
        return List.of(blogService, counterConsumer, searchIndexer);
    }

    /** Publishes a post and returns its id. */
    String publish(String author, String title, String body) {
        HttpResponse<String> answer =
                write("POST", "/api/blogs", author, Map.of("title", title, "body", body), Map.of());
        return expect(201, answer).get("id").asString();
    }

    /** Edits the given version of a blog. */
    void edit(String author, String id, int version, String title, String body) {
        Map<String, String> ifMatch = Map.of("If-Match", "\"" + version + "\"");
        expect(200, write("PUT", "/api/blogs/" + id, author, Map.of("title", title, "body", body), ifMatch));
    }

    void unpublish(String author, String id) {
        expect(204, write("DELETE", "/api/blogs/" + id, author, Map.of(), Map.of()));
    }

    /** An author's total; 0 when he was never counted. */
    int count(String author) {
        HttpResponse<String> answer = get(counterConsumer.url() + "/api/users/" + encode(author, UTF_8));
        return answer.statusCode() == 404
                ? 0
                : expect(200, answer).get("totalBlogs").asInt();
    }

    /** The ids of the first page of a search, best first. */
    List<String> search(String words) {
        JsonNode hits = expect(200, get(searchIndexer.url() + "/api/search?q=" + encode(words, UTF_8)))
                .get("hits");
        return hits.valueStream().map(hit -> hit.get("id").asString()).toList();
    }

    String snippet(String words) {
        return expect(200, get(searchIndexer.url() + "/api/search?q=" + encode(words, UTF_8)))
                .at("/hits/0/snippet")
                .asString();
    }

    private HttpResponse<String> write(
            String method, String path, String author, Map<String, String> json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(blogService.url() + path))
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
