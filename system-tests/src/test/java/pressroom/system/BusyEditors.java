package pressroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import pressroom.stack.Tokens;

/** Authors who publish one post each and edit it again and again, each time at another instance. */
final class BusyEditors implements AutoCloseable {

    private static final int EDITORS = 3;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<String> instances;
    private final AtomicInteger edits = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Thread> threads;
    private volatile boolean enough;

    BusyEditors(List<String> instances, Tokens tokens) {
        this.instances = instances;
        this.threads = IntStream.range(0, EDITORS)
                .mapToObj(i ->
                        new Thread(() -> run(tokens.mint("editor-" + UUID.randomUUID(), List.of())), "editor-" + i))
                .toList();
        threads.forEach(Thread::start);
    }

    /** How many edits were answered with 200. */
    int edits() {
        return edits.get();
    }

    private void run(String token) {
        String path = "";
        String version = "";
        while (!enough) {
            try {
                var answer = path.isEmpty()
                        ? ask(
                                "POST",
                                "/api/blogs",
                                token,
                                "Idempotency-Key",
                                UUID.randomUUID().toString())
                        : ask("PUT", path, token, "If-Match", version);
                if (answer.statusCode() == 201) {
                    path = URI.create(answer.headers().firstValue("Location").orElseThrow())
                            .getPath();
                } else if (answer.statusCode() == 200) {
                    edits.incrementAndGet();
                } else {
                    // Stale: the answer to an edit was lost.
                    answer = ask("GET", path, token, "Accept", "application/json");
                }
                version = answer.headers().firstValue("ETag").orElse(version);
            } catch (IOException away) {
                // The next instance is asked.
                continue;
            } finally {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private HttpResponse<String> ask(String method, String path, String token, String header, String value)
            throws IOException {
        var instance = instances.get(Math.floorMod(turn.getAndIncrement(), instances.size()));
        var body = "{\"title\":\"Edited\",\"body\":\"Edit " + turn + "\"}";
        var request = HttpRequest.newBuilder(URI.create(instance + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header(header, value)
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body, UTF_8))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        enough = true;
        for (var thread : threads) {
            try {
                TimeUnit.SECONDS.timedJoin(thread, 20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
