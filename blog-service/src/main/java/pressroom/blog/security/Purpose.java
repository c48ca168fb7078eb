package pressroom.blog.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;

/**
 * Whose word a token is, and for whom.
 *
 * @param issuer the {@code iss} that it must carry
 * @param audience the {@code aud} that it must carry
 */
record Purpose(String issuer, String audience) {

    /** As the framework allows for {@code exp}: two clocks are never the same. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /**
     * Besides both names a token must have an end, in the future, and a beginning that is not: a service whose clock is behind
     * would take tokens that have long ended, and takes none instead. One without {@code iat} is refused as well, since the
     * framework puts the end in its place.
     */
    OAuth2TokenValidator<Jwt> validator() {
        return new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<Collection<String>>(
                        "aud", audiences -> audiences != null && audiences.contains(audience)),
                new JwtClaimValidator<>("exp", Objects::nonNull),
                new JwtClaimValidator<Instant>("iat", Purpose::isNotInTheFuture));
    }

    private static boolean isNotInTheFuture(@Nullable Instant issued) {
        return issued != null && issued.isBefore(Instant.now().plus(SKEW));
    }
}
