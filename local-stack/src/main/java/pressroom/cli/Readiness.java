package pressroom.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import pressroom.stack.Tokens;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service says about itself. */
final class Readiness {

    static final String SILENT = "does not answer";

    private static final int UNAUTHORIZED = 401;
    private static final JsonMapper JSON = new JsonMapper();

    private Readiness() {}

    /** "ready", or what is amiss, in a few words. */
    static String of(Installation installation, Service service) throws InterruptedException {
        var probe = installation.uri(service).resolve("/actuator/health/readiness");
        try {
            var http = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
            var request = HttpRequest.newBuilder(probe).timeout(Duration.ofSeconds(5));
            var monitor = installation.tokens().mint("status", List.of(Tokens.MONITOR));
            var response = http.send(
                    request.copy().header("Authorization", "Bearer " + monitor).build(), BodyHandlers.ofByteArray());
            if (response.statusCode() == UNAUTHORIZED) {
                // It accepts another key's tokens; whether it is ready it tells without one.
                response = http.send(request.build(), BodyHandlers.ofByteArray());
            }
            return response.statusCode() == 200 ? "ready" : "not ready " + amiss(JSON.readTree(response.body()));
        } catch (IOException | JacksonException silent) {
            return SILENT + ": ./pressroom logs " + service.id();
        }
    }

    private static String amiss(JsonNode health) {
        return health.path("components").properties().stream()
                .filter(component ->
                        !component.getValue().path("status").asString("").equals("UP"))
                .map(component -> component.getKey() + " "
                        + component.getValue().path("status").asString(""))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
