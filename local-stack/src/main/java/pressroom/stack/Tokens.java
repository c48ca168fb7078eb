package pressroom.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Mints the bearer tokens that the local services accept: JWT, RS256, signed with the local stack's own key. */
public final class Tokens {

    /** How long a token is valid: no more than services accept by default, a day. */
    public static final Duration LIFE = Duration.ofHours(12);

    /** The role that reads metrics and the details of health. */
    public static final String MONITOR = "monitor";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final JsonMapper JSON = new JsonMapper();

    private final PrivateKey key;

    /** @param keyFile see {@link Secrets#tokenSigningKey()} */
    public Tokens(Path keyFile) {
        this.key = read(keyFile);
    }

    /** A token for an author, with these roles, such as {@code operator}. */
    public String mint(String authorId, List<String> roles) {
        var now = Instant.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", "pressroom-local");
        claims.put("aud", "pressroom");
        claims.put("sub", authorId);
        claims.put("iat", now);
        claims.put("exp", now + LIFE.toSeconds());
        claims.put("roles", roles);
        var signed = part(Map.of("alg", "RS256", "typ", "JWT")) + "." + part(claims);
        return signed + "." + BASE64.encodeToString(sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String part(Map<String, ?> json) {
        return BASE64.encodeToString(JSON.writeValueAsBytes(json));
    }

    private byte[] sign(byte[] bytes) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform signs with RSA", impossible);
        }
    }

    private static PrivateKey read(Path file) {
        try {
            var base64 = Files.readString(file).replaceAll("-----[^-]+-----|\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IOException | GeneralSecurityException unusable) {
            throw new StackException("Cannot read the key that signs tokens: " + unusable.getMessage(), unusable);
        }
    }
}
