package pressroom.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/** Calls of Elasticsearch as a third party may make them. */
record RawCalls(RestClient connections) {

    /** Sends JSON, or nothing if the body is empty, and returns the answer's body. */
    String send(String method, String path, String body) throws IOException {
        Request request = new Request(method, path);
        if (!body.isEmpty()) {
            request.setJsonEntity(body);
        }
        return new String(
                connections.performRequest(request).getEntity().getContent().readAllBytes(), UTF_8);
    }

    /** Changes aliases. */
    void actions(String actions) throws IOException {
        send("POST", "/_aliases", "{\"actions\":[%s]}".formatted(actions));
    }
}
