package pressroom.rivals.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.security.converter.RsaKeyConverters;

/**
 * Whose tokens are believed, by the properties of blog-service.
 *
 * @param issuer the {@code iss} that a token must carry
 * @param audience the {@code aud} that a token must carry
 * @param publicKey a PEM file with the RSA key that signs the tokens
 */
@ConfigurationProperties("pressroom.tokens")
record TokenSettings(String issuer, String audience, Path publicKey) {

    RSAPublicKey key() {
        try (InputStream pem = Files.newInputStream(publicKey)) {
            return Objects.requireNonNull(RsaKeyConverters.x509().convert(pem));
        } catch (IOException e) {
            throw new IllegalStateException("pressroom.tokens.public-key: cannot read " + publicKey, e);
        }
    }
}
