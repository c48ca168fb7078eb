package pressroom.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks a service how it is.
 *
 * @param url where it answers: {@code http://127.0.0.1:8080}
 */
record HealthProbe(String url) {

    /** Whether it answers now that it is ready: with the servers it needs, for what it is there for. */
    boolean isReady() {
        return says("readiness");
    }

    /** Whether it answers now that it is alive, with or without servers. */
    boolean isAlive() {
        return says("liveness");
    }

    private boolean says(String group) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/actuator/health/" + group))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return Http.CLIENT
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
    }

    /** Made only when a service is really asked. */
    private static final class Http {
        static final HttpClient CLIENT =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    }
}
