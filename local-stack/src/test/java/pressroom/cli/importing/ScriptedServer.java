package pressroom.cli.importing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that remembers keys as the blog service does, after answering as it was told. */
final class ScriptedServer implements AutoCloseable {

    interface Line {
        void play(HttpExchange exchange) throws IOException;
    }

    static final Line RESET = exchange -> {};

    record Seen(String key, String author, String body) {}

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final Map<String, String> published = new ConcurrentHashMap<>();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    private final Deque<Line> script = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer http;

    ScriptedServer(Line... lines) throws IOException {
        script.addAll(List.of(lines));
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/api/blogs", this::handle);
        http.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    static Line status(int status, String... headers) {
        return exchange -> answer(exchange, status, "{\"detail\":\"as told\"}", headers);
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try (exchange) {
            var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(new Seen(key, exchange.getRequestHeaders().getFirst("Authorization"), body));
            var line = next();
            if (line != null) {
                line.play(exchange);
            } else {
                publish(exchange, key, body);
            }
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private Line next() {
        synchronized (script) {
            return script.poll();
        }
    }

    private void publish(HttpExchange exchange, String key, String body) throws IOException {
        var before = published.putIfAbsent(key, body);
        if (before == null) {
            answer(exchange, 201, "{\"id\":\"1\"}");
        } else if (before.equals(body)) {
            answer(exchange, 201, "{\"id\":\"1\"}", "Idempotent-Replayed", "true");
        } else {
            answer(exchange, 422, "{\"detail\":\"other body\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body, String... headers) throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
