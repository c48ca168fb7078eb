package pressroom.blog.security;

import java.util.Collection;
import java.util.Objects;
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

    /** Besides both names a token must have an end, in the future. */
    OAuth2TokenValidator<Jwt> validator() {
        return new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<Collection<String>>(
                        "aud", audiences -> audiences != null && audiences.contains(audience)),
                new JwtClaimValidator<>("exp", Objects::nonNull));
    }
}
