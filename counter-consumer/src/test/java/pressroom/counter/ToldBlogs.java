package pressroom.counter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Answers {@code GET /ops/blogs} with what a test says is published. */
final class ToldBlogs implements AutoCloseable {

    private final HttpServer server;
    private final List<String> queries = new CopyOnWriteArrayList<>();

    /** @param answers JSON for a query, which is empty if there is none */
    ToldBlogs(UnaryOperator<String> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ops/blogs", exchange -> {
            String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
            queries.add(query);
            byte[] told = answers.apply(query).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, told.length);
            exchange.getResponseBody().write(told);
            exchange.close();
        });
        server.start();
    }

    /** As long as nothing is published. */
    static String nothing(String query) {
        return asksForBlogs(query) ? "{\"blogs\":[]}" : "{\"buckets\":[]}";
    }

    /** Whether it asks for a bucket's blogs or for those with these ids, and not for digests. */
    static boolean asksForBlogs(String query) {
        return query.startsWith("bucket=") || query.startsWith("id=");
    }

    /** What was asked for until now. */
    List<String> queries() {
        return queries;
    }

    /** The setting that makes the counter ask here. */
    String setting() {
        return "pressroom.audit.blog-service=http://127.0.0.1:"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
