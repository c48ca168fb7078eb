package pressroom.blog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The blogs' HTTP interface, from outside. */
public final class Api {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final @Nullable String token;

    Api(int port, @Nullable String token) {
        this.port = port;
        this.token = token;
    }

    /** What came back. */
    public record Answer(int status, HttpResponse<String> response) {

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text(String field) {
            return json().path(field).asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String id() {
            return text("id");
        }
    }

    public Answer post(String title, String body, String... headers) {
        return send("POST", "/api/blogs", JSON.writeValueAsString(Map.of("title", title, "body", body)), headers);
    }

    public Answer put(String id, String title, String body, String... headers) {
        String json = JSON.writeValueAsString(Map.of("title", title, "body", body));
        return send("PUT", "/api/blogs/" + id, json, headers);
    }

    public Answer delete(String id, String... headers) {
        return send("DELETE", "/api/blogs/" + id, BodyPublishers.noBody(), headers);
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** Opens a stream of server-sent events. */
    public EventSource watch(String path) {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return token == null
                ? new EventSource(HTTP, uri)
                : new EventSource(HTTP, uri, "Authorization", "Bearer " + token);
    }

    public Answer send(String method, String path, String json, String... headers) {
        return send(method, path, BodyPublishers.ofString(json), headers);
    }

    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        return send(request(method, path, body, headers));
    }

    /** Announces a body and asks whether it is welcome (Expect: 100-continue); returns all that is answered. */
    public String askToPost(String path, String type, int bytes) {
        String head = """
                POST %s HTTP/1.1
                Host: 127.0.0.1
                Authorization: Bearer %s
                Content-Type: %s
                Content-Length: %d
                Expect: 100-continue
                Connection: close

                """.formatted(path, token, type, bytes).replace("\n", "\r\n");
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Announces a body, sends the beginning of it and leaves the rest to the caller. */
    public Socket beginToPost(String path, String type, int bytes) {
        String head = """
                POST %s HTTP/1.1
                Host: 127.0.0.1
                Authorization: Bearer %s
                Content-Type: %s
                Content-Length: %d

                PK""".formatted(path, token, type, bytes).replace("\n", "\r\n");
        try {
            Socket socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .setHeader("Content-Type", "application/json")
                .method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    /** The request's own time is over with the head of the answer: this one ends, too, when the body does not. */
    private static Answer send(HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<String>> answer = HTTP.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            HttpResponse<String> response = answer.get(60, TimeUnit.SECONDS);
            return new Answer(response.statusCode(), response);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the answer did not come to its end within 60 s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            answer.cancel(true);
        }
    }
}
