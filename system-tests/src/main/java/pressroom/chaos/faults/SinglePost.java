package pressroom.chaos.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.load.Post;
import tools.jackson.databind.json.JsonMapper;

/** A post that is sent once, to see how it is answered. */
final class SinglePost {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    private SinglePost() {}

    /** C9: the answer is 503 with Retry-After, or 429, since the server takes no writes. */
    static void requireUnavailable(Scene scene) throws InterruptedException {
        Post post = scene.load().books().intend("single-author");
        Instance instance = scene.cluster().any(Role.BLOG, scene.random());
        String token = scene.cluster().tokens().mint(post.authorId(), List.of());
        Map<String, Object> draft = Map.of("title", post.title(), "body", post.body(""), "tags", List.of());
        HttpRequest request = HttpRequest.newBuilder(URI.create(instance.url() + "/api/blogs"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", post.key())
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(draft)))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            boolean later = answer.statusCode() == 503 || answer.statusCode() == 429;
            if (answer.statusCode() == 201) {
                post.published(
                        UUID.fromString(JSON.readTree(answer.body()).path("id").asString()));
            }
            if (!later || answer.headers().firstValue("Retry-After").isEmpty()) {
                scene.injected()
                        .found(
                                Invariant.C9,
                                "while PostgreSQL took no writes, a post was answered %d without Retry-After: %s"
                                        .formatted(answer.statusCode(), answer.body()));
            }
        } catch (IOException none) {
            // It stays unknown whether it was published.
        }
    }
}
