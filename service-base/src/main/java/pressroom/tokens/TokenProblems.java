package pressroom.tokens;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request without a token or right that will do as problem+json, with what to do. A service may add words. */
public class TokenProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String ISSUER_RETRY_SECONDS = "5";

    private final JsonMapper json;

    /** Writes with this mapper. */
    public TokenProblems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, ISSUER_RETRY_SECONDS);
            write(response, HttpStatus.SERVICE_UNAVAILABLE, "The issuer of the tokens cannot be asked for its keys.");
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(response, HttpStatus.UNAUTHORIZED, unknown(e));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        write(response, HttpStatus.FORBIDDEN, forbidden(e));
    }

    /** The detail for a request with no token, or with none that is valid. */
    protected String unknown(AuthenticationException e) {
        return e instanceof OAuth2AuthenticationException
                ? tooLong(e)
                        .orElse("The bearer token is not valid: it must be signed by the platform's issuer, name this"
                                + " audience, and not be expired.")
                : "Send a bearer token: Authorization: Bearer <token>.";
    }

    private static Optional<String> tooLong(AuthenticationException e) {
        return e.getCause() instanceof JwtValidationException invalid
                ? invalid.getErrors().stream()
                        .filter(error -> error.getErrorCode().equals(TokenRules.TOO_LONG))
                        .map(OAuth2Error::getDescription)
                        .filter(Objects::nonNull)
                        .findFirst()
                : Optional.empty();
    }

    /** The detail for a request whose token is valid and lacks the right. */
    protected String forbidden(AccessDeniedException e) {
        return "The token does not carry the role that this call needs.";
    }

    private void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), ProblemDetail.forStatusAndDetail(status, detail));
    }
}
