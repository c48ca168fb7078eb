package pressroom.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TokensTest {

    @TempDir
    Path folder;

    @Test
    void areSignedAndSayWhoItIs() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var keys = generator.generateKeyPair();
        var parts = new Tokens(written(keys))
                .mint("michaël-zasso", List.of("operator"))
                .split("\\.");

        var claims = new JsonMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.path("sub").asString()).isEqualTo("michaël-zasso");
        assertThat(claims.path("iss").asString()).isEqualTo("pressroom-local");
        assertThat(claims.path("aud").asString()).isEqualTo("pressroom");
        assertThat(claims.path("roles").path(0).asString()).isEqualTo("operator");
        assertThat(claims.path("exp").asLong()).isGreaterThan(Instant.now().getEpochSecond());
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                .as("services accept a day at most")
                .isLessThanOrEqualTo(24 * 3600);

        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    private Path written(KeyPair keys) throws Exception {
        var base64 = Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded());
        return Files.writeString(
                folder.resolve("tokens.key"),
                "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    }
}
