package pressroom.consumer.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.util.Assert;

/**
 * Whose tokens are believed: the settings that blog-service has, under the same names.
 *
 * @param issuer the {@code iss} that a token must carry; without a public key the address of an OpenID Connect issuer, whose
 *     keys are fetched when the first token comes
 * @param audience the {@code aud} that a token must carry
 * @param publicKey a PEM file with the RSA key that signs the tokens; none: the issuer's published keys
 */
@ConfigurationProperties("pressroom.tokens")
record OpsTokens(
        @DefaultValue("pressroom-local") String issuer,
        @DefaultValue("pressroom") String audience,
        @Nullable Path publicKey) {

    /** As the framework allows for {@code exp}: two clocks are never the same. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    OpsTokens {
        Assert.hasText(issuer, "pressroom.tokens.issuer must name the issuer of the operators' tokens");
        Assert.hasText(audience, "pressroom.tokens.audience must name this platform as the tokens do");
        Assert.isTrue(
                publicKey == null || Files.isReadable(publicKey),
                () -> "pressroom.tokens.public-key: cannot read " + publicKey);
    }

    /** Checks tokens; empty when no key is known, nor where to get one. */
    Optional<JwtDecoder> decoder() {
        if (publicKey != null) {
            return Optional.of(
                    checked(NimbusJwtDecoder.withPublicKey(key(publicKey)).build()));
        }
        // Asked with the first token, not at start: the service starts while the issuer is away.
        return issuer.startsWith("https://") || issuer.startsWith("http://")
                ? Optional.of(new SupplierJwtDecoder(() ->
                        checked(NimbusJwtDecoder.withIssuerLocation(issuer).build())))
                : Optional.empty();
    }

    private NimbusJwtDecoder checked(NimbusJwtDecoder decoder) {
        decoder.setJwtValidator(validator());
        return decoder;
    }

    /**
     * Besides both names a token must have an end, in the future, and a beginning that is not: a service whose clock is behind
     * would take tokens that have long ended, and takes none instead. One without {@code iat} is refused as well, since the
     * framework puts the end in its place.
     */
    private OAuth2TokenValidator<Jwt> validator() {
        return new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<Collection<String>>(
                        "aud", audiences -> audiences != null && audiences.contains(audience)),
                new JwtClaimValidator<>("exp", Objects::nonNull),
                new JwtClaimValidator<Instant>("iat", OpsTokens::isNotInTheFuture));
    }

    private static boolean isNotInTheFuture(@Nullable Instant issued) {
        return issued != null && issued.isBefore(Instant.now().plus(SKEW));
    }

    private static RSAPublicKey key(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return Objects.requireNonNull(RsaKeyConverters.x509().convert(in));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "pressroom.tokens.public-key: %s holds no RSA public key in PEM form".formatted(pem), e);
        }
    }
}
