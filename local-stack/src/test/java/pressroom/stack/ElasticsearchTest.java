package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ElasticsearchTest {
    private static final LocalStack STACK = TestServers.with(Server.ELASTICSEARCH);
    private static final String DOCUMENT = "{\"title\":\"kept\"}";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void anIndexedDocumentOutlivesAKill() throws Exception {
        assertThat(asIndexer("PUT", "/blogs-1", "{\"aliases\":{\"blogs\":{}}}").statusCode())
                .isEqualTo(200);
        assertThat(asIndexer("PUT", "/blogs/_doc/1?version=3&version_type=external", DOCUMENT)
                        .statusCode())
                .isEqualTo(201);

        STACK.kill(Server.ELASTICSEARCH);
        STACK.start(Server.ELASTICSEARCH, words -> {});

        assertThat(asIndexer("GET", "/blogs/_doc/1", "").body())
                .contains("kept")
                .contains("\"_version\":3");
    }

    @Test
    void theIndexerTouchesNothingButBlogs() throws Exception {
        assertThat(asIndexer("PUT", "/other", "{}").statusCode()).isEqualTo(403);
        assertThat(asIndexer("PUT", "/_cluster/settings", "{\"persistent\":{\"action.auto_create_index\":true}}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(asIndexer("GET", "/_cluster/health", "").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyGetsInWithoutAPassword() throws Exception {
        assertThat(send(request("GET", "/_cluster/health", "")).statusCode()).isEqualTo(401);
        assertThat(as("search-indexer", "guess", "GET", "/_cluster/health", "").statusCode())
                .isEqualTo(401);
        assertThat(as("elastic", "changeme", "GET", "/_cluster/health", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void anIndexIsNotCreatedByWritingToIt() throws Exception {
        assertThat(asIndexer("PUT", "/blogs-unknown/_doc/1", DOCUMENT).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> asIndexer(String method, String path, String body) throws Exception {
        var properties = STACK.propertiesFor("search-indexer");
        return as(
                properties.get("pressroom.elasticsearch.username"),
                properties.get("pressroom.elasticsearch.password"),
                method,
                path,
                body);
    }

    private HttpResponse<String> as(String user, String password, String method, String path, String body)
            throws Exception {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send(request(method, path, body).header("Authorization", "Basic " + login));
    }

    private static HttpRequest.Builder request(String method, String path, String body) {
        String url = STACK.propertiesFor("search-indexer").get("pressroom.elasticsearch.url");
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
