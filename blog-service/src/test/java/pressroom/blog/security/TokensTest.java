package pressroom.blog.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.security.KeyPairGenerator;
import java.time.Duration;
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
    void aTokenThatLivesForMoreThanADayIsRefusedInClearWords() {
        Instant now = Instant.now();
        JWTClaimsSet.Builder day =
                claims("a").issueTime(Date.from(now)).expirationTime(Date.from(now.plus(Duration.ofDays(1))));
        assertThat(withToken(token(day)).post("x", "x").status()).isEqualTo(201);

        for (Duration life : List.of(Duration.ofDays(1).plusSeconds(1), Duration.ofDays(36_500))) {
            JWTClaimsSet.Builder longer =
                    claims("a").issueTime(Date.from(now)).expirationTime(Date.from(now.plus(life)));
            Api.Answer refused = withToken(token(longer)).post("x", "x");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text("detail")).contains("lives for longer than 24 hours");
        }
    }

    @Test
    void healthIsPublicWithoutDetailsAndMetricsAreNot() {
        for (String probe : List.of("/actuator/health/liveness", "/actuator/health/readiness")) {
            Api.Answer answer = asReader().get(probe);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().body()).isEqualTo("{\"status\":\"UP\"}");
        }
        for (String closed : List.of(
                "/actuator",
                "/actuator/health",
                "/actuator/health/relay",
                "/actuator/health/readiness/db",
                "/actuator/prometheus",
                "/actuator/env")) {
            assertThat(asReader().get(closed).status()).as(closed).isEqualTo(401);
            assertThat(as("author").get(closed).status()).as(closed).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor", "operator"})
    void monitorsAndOperatorsReadDetailsAndMetricsAndNothingElse(String role) {
        Api monitor = withToken(token(claims("prometheus").claim("roles", List.of(role))));

        assertThat(monitor.get("/actuator/prometheus").response().body()).contains("jvm_memory_used_bytes");
        assertThat(monitor.get("/actuator/health/readiness").response().body()).contains("\"db\"", "\"schema\"");
        assertThat(monitor.get("/actuator/health/relay").response().body()).contains("\"role\"");
        assertThat(monitor.get("/actuator/env").status()).isEqualTo(404);
        assertThat(monitor.get("/ops/outbox").status()).isEqualTo(role.equals("operator") ? 200 : 403);
    }
}
