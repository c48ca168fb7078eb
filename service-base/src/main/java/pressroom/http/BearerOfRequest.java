package pressroom.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** The bearer token of a request's Authorization header. */
public final class BearerOfRequest implements TokenOfRequest {

    private static final String SCHEME = "Bearer ";

    private final JwtDecoder tokens;

    /** Checks tokens with this decoder, which should remember those that it has checked: each is checked again later. */
    public BearerOfRequest(JwtDecoder tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<Jwt> find(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            return Optional.of(tokens.decode(header.substring(SCHEME.length()).strip()));
        } catch (JwtException notValid) {
            // The security filter finds the same and answers it.
            return Optional.empty();
        }
    }
}
