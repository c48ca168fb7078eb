package pressroom.consumer.security;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import pressroom.tokens.TokenProblems;
import tools.jackson.databind.json.JsonMapper;

/** Calls for operators and monitors only; a service that knows no key says so. */
final class OpsProblems extends TokenProblems {

    private final boolean knowsKey;

    OpsProblems(JsonMapper json, boolean knowsKey) {
        super(json);
        this.knowsKey = knowsKey;
    }

    @Override
    protected String unknown(AuthenticationException e) {
        if (!knowsKey) {
            return "This service knows no key to check tokens with, so that it refuses all of them here: set"
                    + " pressroom.tokens.public-key, or pressroom.tokens.issuer to an OpenID Connect issuer's address.";
        }
        return e instanceof OAuth2AuthenticationException
                ? super.unknown(e)
                : "Send an operator's bearer token, or for /actuator a monitor's: Authorization: Bearer <token>.";
    }

    @Override
    protected String forbidden(AccessDeniedException e) {
        return "The token does not carry the role operator, or for /actuator the role monitor, which this call needs.";
    }
}
