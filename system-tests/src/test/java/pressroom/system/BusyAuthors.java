package pressroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import pressroom.stack.Tokens;

/**
 * Authors who publish one post after the other, at any of the instances they know. Who gets no answer asks the next instance,
 * with the same {@code Idempotency-Key}; an answer that is an error is an error.
 */
final class BusyAuthors implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AUTHORS = 6;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<String> instances;
    private final Tokens tokens;
    private final Duration pause;
    private final Map<String, AtomicInteger> published = new ConcurrentHashMap<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Thread> threads;
    private volatile long longestNanos;
    private volatile boolean enough;

    /** @param pause between two posts of one author */
    BusyAuthors(List<String> instances, Tokens tokens, Duration pause) {
        this.instances = instances;
        this.tokens = tokens;
        this.pause = pause;
        this.threads = IntStream.range(0, AUTHORS)
                .mapToObj(i -> new Thread(() -> write("busy-" + UUID.randomUUID()), "author-" + i))
                .toList();
        threads.forEach(Thread::start);
    }

    /** Author to the number of his posts that were answered with 201. */
    Map<String, Integer> published() {
        var counts = new TreeMap<String, Integer>();
        published.forEach((author, count) -> counts.put(author, count.get()));
        return counts;
    }

    int publishedInAll() {
        return published().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Answers other than 201, and posts that nobody took. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** How often an instance was not there, which costs nothing but a second try. */
    int refused() {
        return refused.get();
    }

    /** How often a request was on its way when its instance ended: that post might have been published or not. */
    int lost() {
        return lost.get();
    }

    /** From an author's first try to his 201, at worst. */
    Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    private void write(String author) {
        var token = tokens.mint(author, List.of());
        while (!enough) {
            var started = System.nanoTime();
            publish(author, token, UUID.randomUUID(), started);
            longestNanos = Math.max(longestNanos, System.nanoTime() - started);
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void publish(String author, String token, UUID key, long started) {
        while (System.nanoTime() - started < PATIENCE.toNanos()) {
            var instance = instances.get(Math.floorMod(turn.getAndIncrement(), instances.size()));
            try {
                var answer = http.send(post(instance, token, key), BodyHandlers.ofString());
                if (answer.statusCode() == 201) {
                    published
                            .computeIfAbsent(author, first -> new AtomicInteger())
                            .incrementAndGet();
                } else {
                    errors.add(answer.statusCode() + " from " + instance + ": " + answer.body());
                }
                return;
            } catch (ConnectException away) {
                refused.incrementAndGet();
            } catch (IOException cutOff) {
                lost.incrementAndGet();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        errors.add("nobody took a post within " + PATIENCE);
    }

    private static HttpRequest post(String instance, String token, UUID key) {
        return HttpRequest.newBuilder(URI.create(instance + "/api/blogs"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key.toString())
                .POST(BodyPublishers.ofString("{\"title\":\"Post\",\"body\":\"Written in a hurry\"}", UTF_8))
                .build();
    }

    /** Waits for the answers that are still on their way. */
    @Override
    public void close() {
        enough = true;
        for (var thread : threads) {
            try {
                TimeUnit.SECONDS.timedJoin(thread, 2 * PATIENCE.toSeconds());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
