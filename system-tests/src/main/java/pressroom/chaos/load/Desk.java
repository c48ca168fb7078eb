package pressroom.chaos.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;
import pressroom.stack.Tokens;
import tools.jackson.databind.json.JsonMapper;

/** The authors' way to the blog service: any instance that answers. */
final class Desk {
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Books books;
    private final List<String> urls;
    private final Tokens mint;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Desk(Cluster cluster, Books books) {
        this.books = books;
        this.urls = cluster.instances(Role.BLOG).stream()
                .map(instance -> instance.url())
                .toList();
        this.mint = cluster.tokens();
    }

    /**
     * Sends the request once, to an instance chosen by chance.
     *
     * @return null when no answer came: what was asked for may have been done
     */
    @Nullable
    Answer ask(String method, String path, String authorId, @Nullable Object json, Map<String, String> headers) {
        String url = urls.get(ThreadLocalRandom.current().nextInt(urls.size()));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token(authorId))
                .header("Content-Type", "application/json")
                .method(method, body(json));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Sends it until an answer settles what has happened, or it is time to stop; pauses as the answers ask for. */
    @Nullable
    Answer settle(Function<Desk, @Nullable Answer> request, Patience patience) {
        while (patience.lasts()) {
            Answer answer = request.apply(this);
            if (answer != null && answer.isOverload() && !answer.saysWhenToReturn()) {
                books.wrong("%d without Retry-After: %s".formatted(answer.status(), answer.body()));
            }
            if (answer != null && answer.settles()) {
                return answer;
            }
            Sleep.of(answer == null ? Duration.ofMillis(200) : answer.retryAfter());
        }
        return null;
    }

    private String token(String authorId) {
        return tokens.computeIfAbsent(authorId, id -> mint.mint(id, List.of()));
    }

    private static HttpRequest.BodyPublisher body(@Nullable Object json) {
        return json == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(json));
    }
}
