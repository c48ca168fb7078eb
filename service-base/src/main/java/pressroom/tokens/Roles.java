package pressroom.tokens;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/** Reads a token's {@code roles}. */
public final class Roles {

    /** May use the operations calls and import everybody's posts. */
    public static final String OPERATOR = "operator";

    /** May read metrics and the details of health, and nothing else. */
    public static final String MONITOR = "monitor";

    /** May compare a store with what is published, and change nothing. */
    public static final String AUDITOR = "auditor";

    /** The claim that lists them. */
    public static final String CLAIM = "roles";

    private static final String PREFIX = "ROLE_";

    private Roles() {}

    /** Whether the caller has the role {@link #OPERATOR}. */
    public static boolean isOperator(Authentication caller) {
        return caller.getAuthorities().stream()
                .anyMatch(authority -> (PREFIX + OPERATOR).equals(authority.getAuthority()));
    }

    /** Makes the roles of a token the authorities of its request. */
    public static JwtAuthenticationConverter converter() {
        JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName(CLAIM);
        roles.setAuthorityPrefix(PREFIX);
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(roles);
        return converter;
    }
}
