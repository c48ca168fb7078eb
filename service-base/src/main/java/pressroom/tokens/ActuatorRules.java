package pressroom.tokens;

import static org.springframework.http.HttpMethod.GET;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Access to {@code /actuator}: both probes are public and tell their status only; everything else needs the role monitor or
 * operator. Which details a probe tells such a token is a setting of the health endpoint.
 */
public final class ActuatorRules {

    /** What the rules are about. */
    public static final String PATHS = "/actuator/**";

    private ActuatorRules() {}

    /** Adds the rules; earlier ones win. */
    public static void addTo(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.requestMatchers(GET, "/actuator/health/liveness", "/actuator/health/readiness")
                .permitAll()
                .requestMatchers(PATHS)
                .hasAnyRole(Roles.OPERATOR, Roles.MONITOR);
    }
}
