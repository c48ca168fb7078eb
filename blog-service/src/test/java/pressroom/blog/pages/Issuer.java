package pressroom.blog.pages;

import static java.net.URLDecoder.decode;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A small OpenID Connect issuer: everybody who is sent here is {@link #person}. */
final class Issuer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final String address;
    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();

    volatile String person = "https-idp|42";
    volatile boolean nonceIsForged;

    Issuer(int port) throws IOException, JOSEException {
        address = address(port);
        key = new RSAKeyGenerator(2048).keyID("k").generate();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, metadata()));
        server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toJSONObject()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    static String address(int port) {
        return "http://127.0.0.1:" + port;
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer",
                address,
                "authorization_endpoint",
                address + "/authorize",
                "token_endpoint",
                address + "/token",
                "jwks_uri",
                address + "/keys",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> request = fields(exchange.getRequestURI().getRawQuery());
        String code = "code-" + asked.size();
        asked.put(code, request);
        exchange.getResponseHeaders()
                .add("Location", request.get("redirect_uri") + "?code=" + code + "&state=" + request.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Map<String, String> request = asked.remove(form.get("code"));
        if (request == null || !request.get("code_challenge").equals(challenge(form.get("code_verifier")))) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        answer(
                exchange,
                Map.of("access_token", "a", "token_type", "Bearer", "expires_in", 60, "id_token", idToken(request)));
    }

    private String idToken(Map<String, String> request) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(),
                    new JWTClaimsSet.Builder()
                            .issuer(address)
                            .subject(person)
                            .audience(request.get("client_id"))
                            .issueTime(new Date())
                            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                            .claim("nonce", nonceIsForged ? "forged" : request.get("nonce"))
                            .claim("roles", List.of("operator"))
                            .build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> decode(pair[1], UTF_8)));
    }

    private static void answer(HttpExchange exchange, Object json) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(json);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
