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
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import pressroom.stack.Tokens;

/**
 * Clients that publish as fast as they are let, all at once. Who is sent away with 429 or 503 comes back when he was told
 * to, with the same {@code Idempotency-Key}.
 */
final class Crowd implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String service;
    private final Tokens tokens;
    private final Map<String, AtomicInteger> accepted = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> mostTries = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean enough;

    /** @param service where blog-service answers */
    Crowd(String service, Tokens tokens) {
        this.service = service;
        this.tokens = tokens;
    }

    /** Another client, from now until the end. */
    void join(String author, Duration pause) {
        var thread = new Thread(() -> write(author, pause), author);
        threads.add(thread);
        thread.start();
    }

    /** Author to the number of his posts that were answered with 201. */
    Map<String, Integer> accepted() {
        var counts = new TreeMap<String, Integer>();
        accepted.forEach((author, count) -> counts.put(author, count.get()));
        return counts;
    }

    int acceptedOf(String author) {
        return accepted().getOrDefault(author, 0);
    }

    /** How many tries an author's post took at worst. */
    int mostTriesOf(String author) {
        return mostTries.getOrDefault(author, new AtomicInteger()).get();
    }

    /** How often anybody was answered with this status. */
    int refusedWith(int status) {
        return refusals.getOrDefault(status, new AtomicInteger()).get();
    }

    /** Answers that nobody should get, and refusals that do not say when to come back. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    private void write(String author, Duration pause) {
        var token = tokens.mint(author, List.of());
        while (!enough) {
            publish(author, post(token));
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /** What was begun is brought to an end, also when it is enough: nobody knows else whether it was published. */
    private void publish(String author, HttpRequest post) {
        var started = System.nanoTime();
        for (int tries = 1; System.nanoTime() - started < PATIENCE.toNanos(); tries++) {
            var answer = send(post);
            if (answer != null && answer.statusCode() == 201) {
                counter(accepted, author).incrementAndGet();
                counter(mostTries, author).accumulateAndGet(tries, Math::max);
                return;
            }
            if (answer != null) {
                LockSupport.parkNanos(toldToWait(answer).toNanos());
            }
        }
        errors.add(author + " was let in by nobody within " + PATIENCE);
    }

    private @Nullable HttpResponse<String> send(HttpRequest post) {
        try {
            return http.send(post, BodyHandlers.ofString());
        } catch (IOException e) {
            errors.add("no answer: " + e);
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Duration toldToWait(HttpResponse<String> refusal) {
        var status = refusal.statusCode();
        counter(refusals, status).incrementAndGet();
        var seconds = refusal.headers().firstValueAsLong("Retry-After");
        if ((status != 429 && status != 503) || seconds.isEmpty() || seconds.getAsLong() < 1) {
            errors.add("%d, Retry-After %s: %s".formatted(status, seconds, refusal.body()));
        }
        return Duration.ofSeconds(seconds.orElse(1));
    }

    private static <K> AtomicInteger counter(Map<K, AtomicInteger> counters, K key) {
        return counters.computeIfAbsent(key, first -> new AtomicInteger());
    }

    private HttpRequest post(String token) {
        return HttpRequest.newBuilder(URI.create(service + "/api/blogs"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString("{\"title\":\"Post\",\"body\":\"Written in a hurry\"}", UTF_8))
                .build();
    }

    /** Waits until everybody has brought to an end what he had begun. */
    @Override
    public void close() {
        enough = true;
        for (var thread : threads) {
            try {
                TimeUnit.SECONDS.timedJoin(thread, PATIENCE.toSeconds() + 20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
