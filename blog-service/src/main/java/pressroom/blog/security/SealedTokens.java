package pressroom.blog.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import pressroom.tokens.Roles;
import pressroom.tokens.TokenRules;

/** Tokens that this service gives out and takes back: signed, with an end, for one rules. */
record SealedTokens(JwtEncoder encoder, JwtDecoder decoder, JwsAlgorithm algorithm, TokenRules rules, Clock clock) {

    String seal(String subject, List<String> roles, Duration life) {
        return seal(subject, Map.of(Roles.CLAIM, roles), life);
    }

    String seal(String subject, Map<String, Object> claims, Duration life) {
        Instant now = clock.instant();
        JwtClaimsSet all = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(rules.issuer())
                .audience(List.of(rules.audience()))
                .subject(subject)
                .issuedAt(now)
                .expiresAt(now.plus(life))
                .claims(more -> more.putAll(claims))
                .build();
        return encoder.encode(
                        JwtEncoderParameters.from(JwsHeader.with(algorithm).build(), all))
                .getTokenValue();
    }

    /** What was sealed; empty when it is expired, changed, or not for this rules. */
    Optional<Jwt> open(String token) {
        try {
            return Optional.of(decoder.decode(token));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }
}
