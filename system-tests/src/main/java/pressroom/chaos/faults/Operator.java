package pressroom.chaos.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.cluster.Instance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person of a team at one instance of its service. */
record Operator(Instance instance, String token) {
    private static final String REDRIVE = "/ops/dead-letters/redrive";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    static Operator of(Cluster cluster, Instance instance) {
        return new Operator(instance, cluster.tokens().mint("operator", List.of("operator")));
    }

    /** Whether it has begun; not when one is running already. */
    boolean redrive() throws InterruptedException {
        try {
            int status = send("POST").statusCode();
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
            send("DELETE");
        } catch (IOException away) {
            // Then there is nothing to cancel either.
        }
    }

    /** How far it is; empty while the instance does not answer. */
    JsonNode status() throws InterruptedException {
        try {
            return JSON.readTree(send("GET").body());
        } catch (IOException away) {
            return JSON.createObjectNode();
        }
    }

    private HttpResponse<String> send(String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(instance.url() + REDRIVE))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
