package pressroom.chaos.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person of the counter's team, who knows two calls: audit and repair. */
record CounterTeam(Cluster cluster, Random random) {
    private static final Duration TIMEOUT = Duration.ofSeconds(70);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PAUSE_MILLIS = 500;
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * Audits until an answer is as it should be.
     *
     * @return that answer, or the last one when there was none in time
     * @throws IllegalStateException if no audit was answered at all
     */
    JsonNode auditUntil(Predicate<JsonNode> good) throws InterruptedException {
        return until("GET", "/ops/audit", null, good);
    }

    /** Repairs until a repair leaves nothing over, and nothing that may be on its way. */
    JsonNode repair(String reason) throws InterruptedException {
        String body = JSON.writeValueAsString(Map.of("reason", reason));
        return until(
                "POST",
                "/ops/repair",
                body,
                report -> !report.path("more").asBoolean(true)
                        && report.path("undecided").isEmpty());
    }

    private JsonNode until(String method, String path, @Nullable String body, Predicate<JsonNode> good)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        JsonNode answered = null;
        while (System.nanoTime() - end < 0) {
            try {
                HttpResponse<String> answer = send(method, path, body);
                last = answer.statusCode() + " " + answer.body();
                if (answer.statusCode() == 200) {
                    answered = JSON.readTree(answer.body());
                    if (good.test(answered)) {
                        return answered;
                    }
                }
            } catch (IOException | JacksonException away) {
                last = away.toString();
            }
            Sleep.millis(PAUSE_MILLIS);
        }
        if (answered == null) {
            throw new IllegalStateException("%s %s was not answered: %s".formatted(method, path, last));
        }
        return answered;
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        String url = cluster.any(Role.COUNTER, random).url();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + cluster.tokens().mint("operator", List.of("operator")));
        if (body == null) {
            request.GET();
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
