package pressroom.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/**
 * What a token must say to be accepted.
 *
 * @param issuer the {@code iss} that it must carry
 * @param audience the {@code aud} that it must carry
 * @param maxLife longest time from its {@code iat} to its {@code exp}
 */
public record TokenRules(String issuer, String audience, Duration maxLife) {

    /** Error code of a token with a longer life; its description is meant for the client. */
    static final String TOO_LONG = "token_life";

    /** As the framework allows for {@code exp}: two clocks are never the same. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Whether the issuer's name is also the address at which an OpenID Connect issuer publishes its keys. */
    public boolean namesAnAddress() {
        return issuer.startsWith("https://") || issuer.startsWith("http://");
    }

    /**
     * Checks tokens.
     *
     * @param publicKey a PEM file with the RSA key that signs them; null: the keys that the issuer publishes, fetched with the
     *     first token and not before, so that a service starts while the issuer is away
     * @param more checked with each use of a token, after these rules
     * @throws IllegalStateException when the file holds no such key
     */
    @SafeVarargs
    public final JwtDecoder decoder(@Nullable Path publicKey, OAuth2TokenValidator<Jwt>... more) {
        OAuth2TokenValidator<Jwt> validator = validator(more);
        return publicKey == null
                ? new SupplierJwtDecoder(() ->
                        checked(NimbusJwtDecoder.withIssuerLocation(issuer).build(), validator))
                : checked(NimbusJwtDecoder.withPublicKey(rsa(publicKey)).build(), validator);
    }

    private static JwtDecoder checked(NimbusJwtDecoder decoder, OAuth2TokenValidator<Jwt> validator) {
        decoder.setJwtValidator(validator);
        return new CachingJwtDecoder(decoder, validator);
    }

    /**
     * Besides both names a token must have an end, in the future, and a beginning that is not: a service whose clock is behind
     * would take tokens that have long ended, and takes none instead. One without {@code iat} is refused as well, since the
     * framework puts the end in its place. A token cannot be withdrawn, so it must end soon by itself.
     *
     * @param more checked after these rules
     */
    @SafeVarargs
    public final OAuth2TokenValidator<Jwt> validator(OAuth2TokenValidator<Jwt>... more) {
        return new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<Collection<String>>(
                        "aud", audiences -> audiences != null && audiences.contains(audience)),
                new JwtClaimValidator<>("exp", Objects::nonNull),
                new JwtClaimValidator<Instant>("iat", TokenRules::isNotInTheFuture),
                this::endsSoon,
                new DelegatingOAuth2TokenValidator<>(more));
    }

    private OAuth2TokenValidatorResult endsSoon(Jwt token) {
        Instant issued = token.getIssuedAt();
        Instant end = token.getExpiresAt();
        return issued != null && end != null && Duration.between(issued, end).compareTo(maxLife) <= 0
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(
                        TOO_LONG,
                        "The bearer token lives for longer than %s: exp must not be later after iat."
                                .formatted(inWords(maxLife)),
                        null));
    }

    private static String inWords(Duration life) {
        return life.toMinutesPart() == 0 && life.toSecondsPart() == 0
                ? life.toHours() + " hours"
                : life.toSeconds() + " seconds";
    }

    private static boolean isNotInTheFuture(@Nullable Instant issued) {
        return issued != null && issued.isBefore(Instant.now().plus(SKEW));
    }

    private static RSAPublicKey rsa(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return Objects.requireNonNull(RsaKeyConverters.x509().convert(in));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "pressroom.tokens.public-key: %s holds no RSA public key in PEM form".formatted(pem), e);
        }
    }
}
