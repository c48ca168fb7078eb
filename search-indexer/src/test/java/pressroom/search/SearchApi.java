package pressroom.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import pressroom.stack.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as somebody with an HTTP client sees it. */
final class SearchApi {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;

    SearchApi(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String pathAndQuery) throws Exception {
        return HTTP.send(request(pathAndQuery).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** With a token that has this role. */
    HttpResponse<String> getAs(String role, String pathAndQuery) throws Exception {
        String token = new Tokens(OnRealServers.STACK.secrets().tokenSigningKey()).mint("somebody", List.of(role));
        return HTTP.send(
                request(pathAndQuery).header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery));
    }

    /** @param parameters names and values in turn */
    HttpResponse<String> search(String... parameters) throws Exception {
        StringJoiner query = new StringJoiner("&", "/api/search?", "");
        for (int i = 0; i < parameters.length; i += 2) {
            query.add(parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        return get(query.toString());
    }

    JsonNode found(String... parameters) throws Exception {
        HttpResponse<String> response = search(parameters);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    List<String> ids(String... parameters) throws Exception {
        return ids(found(parameters));
    }

    static List<String> ids(JsonNode result) {
        List<String> ids = new ArrayList<>();
        result.get("hits").forEach(hit -> ids.add(hit.get("id").asString()));
        return ids;
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }
}
