package pressroom.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class CachingJwtDecoderTest {

    private static final String GENUINE = "genuine";

    private final AtomicInteger checks = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private volatile Instant end = Instant.now().plusSeconds(600);
    private final CachingJwtDecoder tokens =
            new CachingJwtDecoder(this::checkSignature, new JwtTimestampValidator(Duration.ZERO), nanos::get);

    @Test
    void checksASignatureOnceAMinute() {
        Jwt first = tokens.decode(GENUINE);
        assertThat(tokens.decode(GENUINE)).isSameAs(first);
        assertThat(checks).hasValue(1);

        nanos.addAndGet(CachingJwtDecoder.MEMORY.toNanos());
        tokens.decode(GENUINE);

        assertThat(checks).hasValue(2);
    }

    @Test
    void refusesARememberedTokenAfterItsEnd() {
        end = Instant.now().minusSeconds(1);
        tokens.decode(GENUINE);

        assertThatThrownBy(() -> tokens.decode(GENUINE))
                .isInstanceOf(JwtValidationException.class)
                .hasMessageContaining("not valid any more");
        assertThat(checks).hasValue(1);
    }

    @Test
    void remembersNoForgery() {
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);

        assertThat(checks).hasValue(2);
    }

    private Jwt checkSignature(String token) {
        checks.incrementAndGet();
        if (!token.equals(GENUINE)) {
            throw new BadJwtException("its signature is wrong");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("somebody")
                .issuedAt(end.minusSeconds(3_600))
                .expiresAt(end)
                .build();
    }
}
