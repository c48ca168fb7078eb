package pressroom.stack;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a request and of its answer goes through a proxy, and what the proxy itself says. */
final class PassedOn {
    /** They are about one connection, not about the request; the last four the HTTP client writes itself. */
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "content-length",
            "expect",
            "host");
    /** What a client says of where it comes from is not passed on: the service believes this proxy. */
    private static final Set<String> OF_THE_PROXY =
            Set.of("forwarded", "via", "x-real-ip", "true-client-ip", "x-original-url", "x-rewrite-url");

    private static final String FORWARDED = "x-forwarded-";
    /** From here on the service is asked whether it will have the body before that is sent, in bytes. */
    private static final long LARGE = 64 * 1024;
    /** The client of Java 17 waits for ever when an announced body is refused: there the body is sent, and may break off. */
    private static final boolean ANNOUNCES = Runtime.version().feature() >= 21;

    private PassedOn() {}

    /**
     * The request to one instance.
     *
     * @throws IllegalArgumentException if no such request can be written
     */
    static HttpRequest request(HttpExchange exchange, String instance) {
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var request = HttpRequest.newBuilder(URI.create("http://" + instance + uri.getRawPath() + query));
        var headers = exchange.getRequestHeaders();
        var named = namedByConnection(headers.getOrDefault("Connection", List.of()));
        headers.forEach((name, values) -> {
            if (isPassed(name.toLowerCase(Locale.ROOT), named)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        request.setHeader(
                "X-Forwarded-For", exchange.getRemoteAddress().getAddress().getHostAddress());
        request.setHeader("X-Forwarded-Proto", "http");
        var host = headers.getFirst("Host");
        if (host != null) {
            request.setHeader("X-Forwarded-Host", host);
            request.setHeader("X-Forwarded-Port", portOf(host));
        }
        return body(exchange, request).build();
    }

    /** The answer's headers, for the client. */
    static void head(HttpResponse<?> answer, Headers headers) {
        var named = namedByConnection(answer.headers().allValues("Connection"));
        answer.headers().map().forEach((name, values) -> {
            if (isPassed(name.toLowerCase(Locale.ROOT), named)) {
                headers.put(name, List.copyOf(values));
            }
        });
    }

    /** The port by which the client knows this proxy, which need not be the one that it listens on. */
    private static String portOf(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(colon + 1) : "80";
    }

    /** Streamed with the length that was declared, so that the service can refuse it before a byte of it. */
    private static HttpRequest.Builder body(HttpExchange exchange, HttpRequest.Builder request) {
        var declared = exchange.getRequestHeaders().getFirst("Content-Length");
        boolean chunked = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
        long length = declared == null || chunked ? -1 : Long.parseLong(declared);
        if (length == 0 || (declared == null && !chunked)) {
            return request.method(exchange.getRequestMethod(), BodyPublishers.noBody());
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(exchange::getRequestBody);
        return request.expectContinue(ANNOUNCES && (length < 0 || length > LARGE))
                .method(
                        exchange.getRequestMethod(),
                        length < 0 ? stream : BodyPublishers.fromPublisher(stream, length));
    }

    private static boolean isPassed(String name, Set<String> named) {
        return !OF_A_CONNECTION.contains(name)
                && !OF_THE_PROXY.contains(name)
                && !name.startsWith(FORWARDED)
                && !named.contains(name);
    }

    private static Set<String> namedByConnection(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
