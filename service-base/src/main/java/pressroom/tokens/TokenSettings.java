package pressroom.tokens;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Which tokens every service accepts.
 *
 * @param issuer the {@code iss} that a token must carry; without a public key the address of an OpenID Connect issuer, whose
 *     keys are fetched when the first token comes
 * @param audience the {@code aud} that a token must carry
 * @param publicKey a PEM file with the RSA key that signs the tokens; none: the issuer's published keys
 * @param maxLife longest time from {@code iat} to {@code exp}; 24 h. A token cannot be withdrawn before its end
 */
@ConfigurationProperties("pressroom.tokens")
public record TokenSettings(
        @DefaultValue("pressroom-local") String issuer,
        @DefaultValue("pressroom") String audience,
        @Nullable Path publicKey,
        @DefaultValue("24h") Duration maxLife) {

    public TokenSettings {
        Assert.hasText(issuer, "pressroom.tokens.issuer must name the issuer of the tokens");
        Assert.hasText(audience, "pressroom.tokens.audience must name this platform as the tokens do");
        Assert.isTrue(
                publicKey == null || Files.isReadable(publicKey),
                () -> "pressroom.tokens.public-key: cannot read " + publicKey);
        Assert.isTrue(maxLife.compareTo(Duration.ofSeconds(1)) >= 0, "pressroom.tokens.max-life must be 1s or more");
    }

    /** What a token must say. */
    public TokenRules rules() {
        return new TokenRules(issuer, audience, maxLife);
    }

    /** Whether a key is known, or where to fetch one. */
    public boolean knowKey() {
        return publicKey != null || rules().namesAnAddress();
    }
}
