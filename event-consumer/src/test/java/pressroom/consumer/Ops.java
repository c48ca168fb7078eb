package pressroom.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pressroom.stack.Secrets;
import pressroom.stack.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person with a token, or none, at one instance's calls for operations. */
record Ops(String url, @Nullable String token) {

    static final String LETTERS = "/ops/dead-letters";
    static final String REDRIVE = LETTERS + "/redrive";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Secrets SECRETS = Broker.STACK.secrets();

    static Ops operator(RunningConsumer consumer) {
        return with(consumer, "operator");
    }

    static Ops with(RunningConsumer consumer, String... roles) {
        return new Ops(consumer.url(), new Tokens(SECRETS.tokenSigningKey()).mint("olga", List.of(roles)));
    }

    /** A token with these claims, signed by the issuer. */
    static String signed(String claims) throws Exception {
        String pem = Files.readString(SECRETS.tokenSigningKey()).replaceAll("-----[A-Z ]+-----|\\s", "");
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        String content = base64("{\"alg\":\"RS256\"}".getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(UTF_8));
        return content + "." + base64(signature.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String key() {
        return "pressroom.tokens.public-key=" + SECRETS.tokenVerificationKey();
    }

    HttpResponse<String> send(String method, String path) {
        return send(method, path, "");
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode get(String path) {
        return JSON.readTree(send("GET", path).body());
    }

    int redrive() {
        return send("POST", REDRIVE).statusCode();
    }

    /** {@code state total handled stillPoison}. */
    String result() {
        JsonNode status = get(REDRIVE);
        return "%s %d %d %d"
                .formatted(
                        status.get("state").asString(),
                        status.get("total").asLong(),
                        status.get("handled").asLong(),
                        status.get("stillPoison").asLong());
    }
}
