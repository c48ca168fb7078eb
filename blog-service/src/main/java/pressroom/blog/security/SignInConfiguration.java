package pressroom.blog.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.util.Assert;
import pressroom.tokens.TokenRules;
import pressroom.tokens.TokenSettings;

/** Makes the cookies that signing in needs, in the way that is configured. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    /** In the local stack the cookie holds a bearer token like any other; elsewhere one that only pages take. */
    @Bean
    SignIn signIn(SignInSettings settings, TokenSettings api, JwtDecoder apiTokens, EndedSessions ended, Clock clock) {
        if (settings.localKey() != null) {
            Assert.isTrue(
                    settings.life().compareTo(api.maxLife()) <= 0,
                    "pressroom.sign-in.life must not be longer than pressroom.tokens.max-life: the cookie is such a token");
            RSAPrivateCrtKey key = privateKey(Path.of(settings.localKey()));
            NimbusJwtEncoder encoder =
                    NimbusJwtEncoder.withKeyPair(publicHalf(key), key).build();
            return new SignIn(
                    SignIn.Way.LOCAL,
                    new SealedTokens(encoder, apiTokens, SignatureAlgorithm.RS256, api.rules(), clock),
                    settings.life(),
                    ended);
        }
        return settings.clientId() == null
                ? new SignIn(SignIn.Way.NONE, null, settings.life(), ended)
                : new SignIn(
                        SignIn.Way.OIDC,
                        sealedFor(
                                new TokenRules("blog-service", "pages", settings.life()),
                                settings,
                                clock,
                                ended.validator()),
                        settings.life(),
                        ended);
    }

    /** Double submit: a form or script repeats what the cookie holds, which no other site can read. */
    @Bean
    CookieCsrfTokenRepository csrfTokens(SignIn signIn) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(signIn.cookieName() + "-csrf");
        tokens.setCookiePath("/");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(signIn.secure()).sameSite("Strict"));
        return tokens;
    }

    @SafeVarargs
    static SealedTokens sealedFor(
            TokenRules only, SignInSettings settings, Clock clock, OAuth2TokenValidator<Jwt>... more) {
        SecretKey key =
                new SecretKeySpec(Objects.requireNonNull(settings.cookieKey()).getBytes(UTF_8), "HmacSHA256");
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        decoder.setJwtValidator(only.validator(more));
        return new SealedTokens(NimbusJwtEncoder.withSecretKey(key).build(), decoder, MacAlgorithm.HS256, only, clock);
    }

    private static RSAPrivateCrtKey privateKey(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            RSAPrivateKey key = RsaKeyConverters.pkcs8().convert(in);
            return (RSAPrivateCrtKey) Objects.requireNonNull(key);
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            throw new IllegalStateException(
                    "pressroom.sign-in.local-key: %s holds no RSA private key in PEM form".formatted(pem), e);
        }
    }

    private static RSAPublicKey publicHalf(RSAPrivateCrtKey key) {
        BigInteger exponent = key.getPublicExponent();
        try {
            return (RSAPublicKey)
                    KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(key.getModulus(), exponent));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }
}
