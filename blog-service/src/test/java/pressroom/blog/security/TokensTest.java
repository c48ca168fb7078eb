package pressroom.blog.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;

class TokensTest extends BlogServiceTest {

    @Test
    void writingWithoutATokenIsRefusedAndReadingIsNot() {
        Api.Answer refused = asReader().post("x", "x");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(asReader().get("/api/blogs").status()).isEqualTo(200);
    }

    @Test
    void tokensThatAreNotOursAreRefused() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        SignedJWT otherKey =
                new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims("a").build());
        otherKey.sign(new RSASSASigner(generator.generateKeyPair().getPrivate()));
        // The public key used as if it were a shared secret.
        SignedJWT confused =
                new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims("a").build());
        confused.sign(new MACSigner(Files.readAllBytes(STACK.secrets().tokenVerificationKey())));

        for (String token : List.of(
                token(claims("a").expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                token(claims("a").expirationTime(null)),
                token(claims("a").issueTime(Date.from(Instant.now().plusSeconds(120)))),
                token(claims("a").issuer("somebody")),
                token(claims("a").audience("elsewhere")),
                new PlainJWT(claims("a").build()).serialize(),
                otherKey.serialize(),
                confused.serialize(),
                "x".repeat(5000),
                "..")) {
            assertThat(withToken(token).post("x", "x").status()).as(token).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a\u0000b", "a\nb"})
    void aSubjectThatCannotBeAnAuthorIdIsRefused(String subject) {
        assertThat(as(subject).post("x", "x").status()).isEqualTo(403);
    }

    @Test
    void aSubjectOfMoreThan255BytesIsRefused() {
        assertThat(as("ü".repeat(127) + "x").post("x", "x").status()).isEqualTo(201);
        assertThat(as("ü".repeat(128)).post("x", "x").status()).isEqualTo(403);
    }

    @Test
    void onlyAnOperatorMayUseTheOperationsCalls() {
        String operator = token(claims("op").claim("roles", List.of("operator")));

        assertThat(asReader().get("/ops/outbox").status()).isEqualTo(401);
        assertThat(as("author").get("/ops/outbox").status()).isEqualTo(403);
        assertThat(withToken(operator).get("/ops/outbox").status()).isEqualTo(200);
    }

    @Test
    void nothingButHealthAndMetricsIsExposed() {
        assertThat(asReader().get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(asReader().get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(asReader().get("/actuator/env").status()).isIn(401, 404);
        assertThat(as("author").get("/actuator/env").status()).isEqualTo(404);
    }
}
