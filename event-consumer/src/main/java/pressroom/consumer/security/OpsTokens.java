package pressroom.consumer.security;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.util.Assert;
import pressroom.tokens.Purpose;

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

    OpsTokens {
        Assert.hasText(issuer, "pressroom.tokens.issuer must name the issuer of the operators' tokens");
        Assert.hasText(audience, "pressroom.tokens.audience must name this platform as the tokens do");
        Assert.isTrue(
                publicKey == null || Files.isReadable(publicKey),
                () -> "pressroom.tokens.public-key: cannot read " + publicKey);
    }

    /** Checks tokens; empty when no key is known, nor where to get one. */
    Optional<JwtDecoder> decoder() {
        Purpose purpose = new Purpose(issuer, audience);
        return publicKey == null && !purpose.namesAnAddress()
                ? Optional.empty()
                : Optional.of(purpose.decoder(publicKey));
    }
}
