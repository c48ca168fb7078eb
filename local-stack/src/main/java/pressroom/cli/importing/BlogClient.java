package pressroom.cli.importing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;
import pressroom.posts.Post;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends posts to the blog service, one request per call. */
public final class BlogClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI blogService;
    private final UnaryOperator<String> tokens;
    private final Duration timeout;

    /**
     * @param tokens gives an author id's bearer token
     * @param timeout the longest wait for one answer
     */
    public BlogClient(URI blogService, UnaryOperator<String> tokens, Duration timeout) {
        this.blogService = blogService;
        this.tokens = tokens;
        this.timeout = timeout;
    }

    /** Asks once for the publication of a post; what the network does to it is an answer too. */
    public Answer publish(Post post, String idempotencyKey) throws InterruptedException {
        try {
            return answer(http.send(request(post, idempotencyKey), BodyHandlers.ofByteArray()));
        } catch (ConnectException refused) {
            return new Answer.TryAgain("cannot connect to " + blogService);
        } catch (HttpTimeoutException late) {
            return new Answer.TryAgain("no answer within " + timeout.toSeconds() + " s");
        } catch (IOException broken) {
            return new Answer.TryAgain("connection lost: " + broken.getMessage());
        }
    }

    private HttpRequest request(Post post, String idempotencyKey) {
        return HttpRequest.newBuilder(blogService.resolve("/api/blogs"))
                .timeout(timeout)
                .header("Authorization", "Bearer " + tokens.apply(post.authorId()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofByteArray(json(post)))
                .build();
    }

    private static byte[] json(Post post) {
        var body = new LinkedHashMap<String, Object>();
        body.put("title", post.title());
        body.put("body", post.body());
        body.put("tags", post.tags());
        if (post.publishedAt() != null) {
            body.put("publishedAt", post.publishedAt().toString());
        }
        return JSON.writeValueAsBytes(body);
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        var status = response.statusCode();
        var body = tree(response.body());
        if (status == 200 || status == 201) {
            var replayed = response.headers().firstValue("Idempotent-Replayed").orElse("");
            return new Answer.Published(body.path("id").asString(""), replayed.equalsIgnoreCase("true"));
        }
        var reason = (status + " " + detail(body)).strip();
        return isWorthAnotherTry(status) ? new Answer.TryAgain(reason) : new Answer.Refused(status, reason);
    }

    /** The problem's own words (RFC 9457), and which fields are wrong. */
    private static String detail(JsonNode problem) {
        var fields = new StringBuilder();
        for (var error : problem.path("errors")) {
            fields.append(' ')
                    .append(error.path("field").asString(""))
                    .append(' ')
                    .append(error.path("message").asString(""))
                    .append(';');
        }
        return problem.path("detail").asString(problem.path("title").asString("")) + fields;
    }

    /** 409: an earlier request with this key is still running, its outcome is near. */
    private static boolean isWorthAnotherTry(int status) {
        return status >= 500 || status == 429 || status == 409 || status == 408 || status == 425;
    }

    /** A proxy's HTML is no problem either: its status says enough. */
    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }
}
