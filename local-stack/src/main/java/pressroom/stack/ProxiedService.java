package pressroom.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All instances of a service behind one name, asked in turn; an instance that does not take a connection is passed over. */
final class ProxiedService {
    private static final int BUFFER = 16 * 1024;
    private static final int NO_BODY = -1;
    private static final int CHUNKED = 0;

    private final String host;
    private final int port;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    /** Whatever the name stands for at the time. */
    ProxiedService(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Passes the request on and its answer back; answers 502 or 503 if no instance does. */
    void answer(HttpExchange exchange) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer;
        try {
            answer = ask(exchange);
        } catch (IllegalArgumentException notHttp) {
            refuse(exchange, 400, "Bad Request", "The request cannot be passed on.");
            return;
        } catch (IOException brokenOff) {
            // Whether it was carried out is not known: only the client can tell if it may be sent again.
            refuse(exchange, 502, "Bad Gateway", "The instance of %s that was asked gave no answer.".formatted(host));
            return;
        }
        if (answer == null) {
            refuse(exchange, 503, "Service Unavailable", "No instance of %s answers: try again.".formatted(host));
            return;
        }
        try (var body = answer.body()) {
            PassedOn.head(answer, exchange.getResponseHeaders());
            exchange.sendResponseHeaders(answer.statusCode(), length(exchange, answer));
            stream(body, exchange);
        }
    }

    /** The next instance's answer; null when there is none. What an instance has begun to read is never sent to another one. */
    private @Nullable HttpResponse<InputStream> ask(HttpExchange exchange) throws IOException, InterruptedException {
        var instances = instances();
        var first = Math.floorMod(turn.getAndIncrement(), Math.max(1, instances.length));
        for (int i = 0; i < instances.length; i++) {
            var instance = instances[(first + i) % instances.length];
            try {
                return http.send(PassedOn.request(exchange, address(instance)), BodyHandlers.ofInputStream());
            } catch (ConnectException | HttpConnectTimeoutException away) {
                // Nothing was sent to it.
            }
        }
        return null;
    }

    private String address(InetAddress instance) {
        return instance instanceof Inet6Address
                ? "[%s]:%d".formatted(instance.getHostAddress(), port)
                : "%s:%d".formatted(instance.getHostAddress(), port);
    }

    /** A name without a container behind it is not known at all. */
    private InetAddress[] instances() {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException nobody) {
            return new InetAddress[0];
        }
    }

    private static long length(HttpExchange exchange, HttpResponse<?> answer) {
        int status = answer.statusCode();
        if (exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304) {
            return NO_BODY;
        }
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(CHUNKED);
        return length == 0 && answer.headers().firstValue("Content-Length").isPresent() ? NO_BODY : length;
    }

    /** Each piece at once: the next event of a stream may come in a minute. */
    private static void stream(InputStream body, HttpExchange exchange) throws IOException {
        var out = exchange.getResponseBody();
        var buffer = new byte[BUFFER];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    private static void refuse(HttpExchange exchange, int status, String title, String detail) throws IOException {
        var problem = "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, status, detail)
                .getBytes(UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/problem+json");
        headers.set("Retry-After", "1");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, problem.length);
        exchange.getResponseBody().write(problem);
    }
}
