package pressroom.blog.security;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import pressroom.tokens.Purpose;

/**
 * Whose tokens are believed.
 *
 * @param issuer the {@code iss} that a token must carry; without a public key also the address of an OpenID Connect issuer,
 *     whose keys are fetched when the first token comes
 * @param audience the {@code aud} that a token must carry
 * @param publicKey a PEM file with the RSA key that signs the tokens; none: the issuer's published keys
 */
@ConfigurationProperties("pressroom.tokens")
record TokenSettings(
        String issuer, String audience, @Nullable Path publicKey) {

    TokenSettings {
        Assert.hasText(issuer, "pressroom.tokens.issuer must name the issuer of the authors' tokens");
        Assert.hasText(audience, "pressroom.tokens.audience must name this platform as the tokens do");
        Assert.isTrue(
                publicKey != null || new Purpose(issuer, audience).namesAnAddress(),
                "set pressroom.tokens.public-key to the PEM file of the key that signs tokens,"
                        + " or pressroom.tokens.issuer to the address of an OpenID Connect issuer");
        Assert.isTrue(
                publicKey == null || Files.isReadable(publicKey),
                () -> "pressroom.tokens.public-key: cannot read " + publicKey);
    }

    Purpose purpose() {
        return new Purpose(issuer, audience);
    }
}
