package pressroom.chaos.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;
import pressroom.chaos.load.Post;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Readers, who know nothing but the two consumers' HTTP interfaces. */
final class Readers {
    private static final int READERS = 6;
    private static final Duration CANARY = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String counter;
    private final String search;

    Readers(Cluster cluster) {
        this.counter = cluster.instances(Role.COUNTER).get(0).url();
        this.search = cluster.instances(Role.INDEXER).get(0).url();
    }

    /** C1, as its readers meet it: of these posts, the live ones are found by their word and the others are not. */
    List<Violation> find(List<Post> posts) throws InterruptedException {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<Boolean>> found = readers.invokeAll(posts.stream()
                    .<Callable<Boolean>>map(post -> () -> finds(post))
                    .toList());
            List<Violation> violations = new ArrayList<>();
            for (int i = 0; i < posts.size(); i++) {
                boolean live = posts.get(i).wish() == Post.Wish.LIVE;
                if (found.get(i).get() != live) {
                    violations.add(new Violation(
                            Invariant.C1,
                            posts.get(i) + (live ? " is not found by its word" : " is still found"),
                            posts.get(i).id()));
                }
            }
            return violations;
        } catch (ExecutionException e) {
            throw new IllegalStateException("search does not answer, after everything was healed", e.getCause());
        } finally {
            readers.shutdownNow();
        }
    }

    /** C6, second half: a new post is counted and found within 5 s. */
    List<Violation> meet(Post canary, long totalBefore) throws IOException, InterruptedException {
        long start = System.nanoTime();
        boolean counted = false;
        boolean found = false;
        while (System.nanoTime() - start < CANARY.toNanos() && !(counted && found)) {
            counted = counted || total(canary.authorId()) == totalBefore + 1;
            found = found || finds(canary);
            Sleep.millis(50);
        }
        return counted && found
                ? List.of()
                : List.of(Violation.of(
                        Invariant.C6, "after 5 s a new post is counted: %s, found: %s (%s)", counted, found, canary));
    }

    long total(String authorId) throws IOException, InterruptedException {
        return get(counter + "/api/users/" + authorId).path("totalBlogs").asLong(0);
    }

    private boolean finds(Post post) throws IOException, InterruptedException {
        JsonNode hits = get(search + "/api/search?q=" + post.word()).path("hits");
        return hits.valueStream().anyMatch(hit -> hit.path("id").asString().equals(String.valueOf(post.id())));
    }

    private JsonNode get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
