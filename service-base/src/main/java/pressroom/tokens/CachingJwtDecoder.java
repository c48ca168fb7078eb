package pressroom.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Remembers valid signatures for a minute: to check one costs a fifth of what it costs to publish a post, and a client that
 * publishes many sends the same token again. The claims are checked each time, so that no token outlives its end or its
 * sign-out; a key that its issuer withdraws is forgotten within that minute.
 */
final class CachingJwtDecoder implements JwtDecoder {

    static final Duration MEMORY = Duration.ofMinutes(1);
    /** Some 4 kB each. */
    private static final int MOST = 2_000;

    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> validator;
    private final Cache<String, Jwt> genuine;

    CachingJwtDecoder(JwtDecoder decoder, OAuth2TokenValidator<Jwt> validator) {
        this(decoder, validator, Ticker.systemTicker());
    }

    CachingJwtDecoder(JwtDecoder decoder, OAuth2TokenValidator<Jwt> validator, Ticker ticker) {
        this.decoder = decoder;
        this.validator = validator;
        this.genuine = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(MEMORY)
                .ticker(ticker)
                .build();
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = genuine.getIfPresent(token);
        if (known == null) {
            Jwt decoded = decoder.decode(token);
            genuine.put(token, decoded);
            return decoded;
        }
        OAuth2TokenValidatorResult result = validator.validate(known);
        if (result.hasErrors()) {
            throw new JwtValidationException("the token is not valid any more", result.getErrors());
        }
        return known;
    }
}
