package pressroom.chaos.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pressroom.chaos.check.OperatorCalls;
import pressroom.chaos.cluster.Instance;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operator of a team at one instance of its service. Makes the documented calls under /ops, reads readiness and the
 * progress of posts, and does nothing else; each call is kept for the run's report.
 */
record Operator(Instance instance, String token, OperatorCalls calls) {
    private static final String REDRIVE = "/ops/dead-letters/redrive";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** A call may send a thousand posts again, or wait for the events of what it compares. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(70);

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    static Operator of(Scene scene, Instance instance) {
        String token = scene.cluster().tokens().mint("operator", List.of("operator"));
        return new Operator(instance, token, scene.injected().operatorCalls());
    }

    /** An answer; the body is empty JSON if it is none. */
    record Answer(int status, JsonNode json) {}

    /**
     * Reads something.
     *
     * @throws IOException if no answer comes within 5 s
     */
    Answer get(String path) throws IOException, InterruptedException {
        return call("GET", path, null, TIMEOUT);
    }

    /**
     * Has something compared, which takes longer than to read it.
     *
     * @throws IOException if no answer comes within 70 s
     */
    Answer audit(String path) throws IOException, InterruptedException {
        return call("GET", path, null, LONGEST_CALL);
    }

    /**
     * Has something done.
     *
     * @throws IOException if no answer comes within 70 s: it may have been done
     */
    Answer post(String path, String json) throws IOException, InterruptedException {
        return call("POST", path, json, LONGEST_CALL);
    }

    /** The details of the instance's readiness, by component; status 503 if it is not ready. */
    Answer readiness() throws IOException, InterruptedException {
        return get("/actuator/health/readiness");
    }

    /** Whether it has begun; not when one is running already. */
    boolean redrive() throws InterruptedException {
        try {
            int status = call("POST", REDRIVE, null, TIMEOUT).status();
            if (status != 202 && status != 409) {
                throw new IllegalStateException("%s answered %d to a redrive".formatted(instance.name(), status));
            }
            return status == 202;
        } catch (IOException away) {
            return false;
        }
    }

    void cancel() throws InterruptedException {
        try {
            call("DELETE", REDRIVE, null, TIMEOUT);
        } catch (IOException away) {
            // Then there is nothing to cancel either.
        }
    }

    /** How far it is; empty while the instance does not answer. */
    JsonNode status() throws InterruptedException {
        try {
            return get(REDRIVE).json();
        } catch (IOException away) {
            return JSON.createObjectNode();
        }
    }

    private Answer call(String method, String path, @Nullable String json, Duration timeout)
            throws IOException, InterruptedException {
        if (!path.startsWith("/ops/") && !path.startsWith("/actuator/health/") && !path.endsWith("/progress")) {
            throw new IllegalArgumentException("No call of an operator's: " + path);
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(instance.url() + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            log(method + " " + path, json, answer.statusCode(), answer.body());
            return new Answer(answer.statusCode(), parsed(answer.body()));
        } catch (IOException none) {
            log(method + " " + path, json, 0, none.toString());
            throw none;
        }
    }

    private void log(String call, @Nullable String json, int status, String answer) {
        calls.add(
                new OperatorCalls.Call(Instant.now(), instance.name(), call, json == null ? "" : json, status, answer));
    }

    private static JsonNode parsed(String body) {
        try {
            return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException none) {
            return JSON.createObjectNode();
        }
    }
}
