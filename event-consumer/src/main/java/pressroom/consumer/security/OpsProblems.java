package pressroom.consumer.security;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import pressroom.tokens.TokenProblems;
import tools.jackson.databind.json.JsonMapper;

/** Operators' calls only; and a consumer that nobody told whose tokens to believe says so. */
final class OpsProblems extends TokenProblems {

    private final boolean knowsKey;

    OpsProblems(JsonMapper json, boolean knowsKey) {
        super(json);
        this.knowsKey = knowsKey;
    }

    @Override
    protected String unknown(AuthenticationException e) {
        if (!knowsKey) {
            return "This service knows no key to check tokens with, so that nobody is let in here: set"
                    + " pressroom.tokens.public-key, or pressroom.tokens.issuer to an OpenID Connect issuer's address.";
        }
        return e instanceof OAuth2AuthenticationException
                ? super.unknown(e)
                : "Send an operator's bearer token: Authorization: Bearer <token>.";
    }

    @Override
    protected String forbidden(AccessDeniedException e) {
        return "The token does not carry the role operator, which this call needs.";
    }
}
