package pressroom.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks one service. */
final class JsonApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** As long as a service may take for a page of posts. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Service service;
    private final URI base;
    private final @Nullable String token;

    /** As anybody. */
    JsonApi(Installation installation, Service service) {
        this(installation.uri(service), service, null);
    }

    private JsonApi(URI base, Service service, @Nullable String token) {
        this.service = service;
        this.base = base;
        this.token = token;
    }

    static JsonApi asOperator(Installation installation, Service service) {
        return new JsonApi(
                installation.uri(service), service, installation.tokens().mint("pressroom-ops", List.of("operator")));
    }

    /**
     * @return empty for 404
     * @throws CommandException when the service is not there or answers with another error
     */
    Optional<JsonNode> get(String path) throws InterruptedException {
        return send("GET", path);
    }

    /**
     * @return empty for 404
     * @throws CommandException when the service is not there or answers with another error
     */
    Optional<JsonNode> send(String method, String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.noBody()));
    }

    /**
     * Waits longer than the others: what takes minutes is no such call.
     *
     * @return empty for 404
     * @throws CommandException when the service is not there or answers with another error
     */
    Optional<JsonNode> sendLong(String method, String path, Map<String, ?> body) throws InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(LONG);
        if (body.isEmpty()) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        return send(request);
    }

    /**
     * Sends a JSON object, and waits as long as a service may take for a page of posts.
     *
     * @throws CommandException when the service is not there or answers with an error
     */
    JsonNode post(String path, Map<String, ?> body) throws InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                        .timeout(LONG)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))))
                .orElseThrow(() -> new CommandException(
                        "%s does not know %s: is it of an older version?".formatted(service.id(), path)));
    }

    private Optional<JsonNode> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() == 404) {
                return Optional.empty();
            }
            var body = JSON.readTree(response.body());
            if (response.statusCode() >= 300) {
                throw new CommandException("%s answered %d: %s"
                        .formatted(
                                service.id(),
                                response.statusCode(),
                                body.path("detail").asString("")));
            }
            return Optional.of(body);
        } catch (ConnectException notThere) {
            throw new CommandException(
                    "%s does not answer at %s: is it running? ./pressroom status shows it, ./pressroom up starts it."
                            .formatted(service.id(), base),
                    notThere);
        } catch (IOException | JacksonException broken) {
            throw new CommandException(
                    "%s did not answer as expected: %s. ./pressroom logs %s may say why."
                            .formatted(service.id(), broken.getMessage(), service.id()),
                    broken);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
