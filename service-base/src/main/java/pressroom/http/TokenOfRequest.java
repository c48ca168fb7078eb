package pressroom.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;

/** Finds the valid token of a request before its body is read. A service with cookies has one that knows them. */
@FunctionalInterface
public interface TokenOfRequest {

    /** The token; empty when there is none or it is not valid. Never throws for what a caller sends. */
    Optional<Jwt> find(HttpServletRequest request);
}
