package pressroom.blog.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.util.WebUtils;

/** What was asked of the issuer, kept by the browser that was sent there until it comes back; signed, for ten minutes. */
final class OidcRequestCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final String NAME = "__Host-pressroom-oidc";
    static final Duration LIFE = Duration.ofMinutes(10);

    private final SealedTokens tokens;

    OidcRequestCookie(SealedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME))
                .map(Cookie::getValue)
                .flatMap(tokens::open)
                .map(OidcRequestCookie::request)
                .filter(asked -> String.valueOf(asked.getState()).equals(request.getParameter("state")))
                .orElse(null);
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                asked == null
                        ? cookie("", Duration.ZERO)
                        : cookie(tokens.seal(asked.getClientId(), claims(asked), LIFE), LIFE));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest asked = loadAuthorizationRequest(request);
        saveAuthorizationRequest(null, request, response);
        return asked;
    }

    /** Lax: the issuer's redirect comes from another site. */
    private static String cookie(String value, Duration age) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(true)
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build()
                .toString();
    }

    private static Map<String, Object> claims(OAuth2AuthorizationRequest asked) {
        return Map.of(
                "at", asked.getAuthorizationUri(),
                "back", String.valueOf(asked.getRedirectUri()),
                "state", String.valueOf(asked.getState()),
                "scopes", List.copyOf(asked.getScopes()),
                "attributes", asked.getAttributes());
    }

    private static OAuth2AuthorizationRequest request(Jwt token) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(Objects.requireNonNull(token.getClaimAsString("at")))
                .clientId(Objects.requireNonNull(token.getSubject()))
                .redirectUri(token.getClaimAsString("back"))
                .state(token.getClaimAsString("state"))
                .scopes(new LinkedHashSet<>(Objects.requireNonNull(token.getClaimAsStringList("scopes"))))
                .attributes(Objects.requireNonNull(token.getClaimAsMap("attributes")))
                .build();
    }
}
