package pressroom.blog.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import pressroom.tokens.Roles;
import pressroom.tokens.TokenRules;

/**
 * Signing in at an OpenID Connect issuer: the code flow with PKCE. The subject is the author. Nothing is kept here between
 * the requests, so that any instance can answer any of them.
 */
@Component
class OidcSignIn {

    private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);
    private static final String ID = "oidc";

    private final SignInSettings settings;
    private final SignIn signIn;
    private final Clock clock;

    OidcSignIn(SignInSettings settings, SignIn signIn, Clock clock) {
        this.settings = settings;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** Adds the way there and back, where an issuer is configured. */
    void addTo(HttpSecurity http) {
        if (signIn.way() != SignIn.Way.OIDC) {
            return;
        }
        http.oauth2Login(login -> login.loginPage("/sign-in")
                // Asked for when the first person signs in: the service starts while the issuer is away.
                .clientRegistrationRepository(new SupplierClientRegistrationRepository(
                        () -> new InMemoryClientRegistrationRepository(registration())))
                .authorizedClientRepository(new ForgottenClients())
                .authorizationEndpoint(start ->
                        start.authorizationRequestRepository(new OidcRequestCookie(SignInConfiguration.sealedFor(
                                new TokenRules("blog-service", "sign-in", OidcRequestCookie.LIFE), settings, clock))))
                .successHandler(this::welcome)
                .failureHandler(OidcSignIn::sorry));
    }

    private ClientRegistration registration() {
        return ClientRegistrations.fromIssuerLocation(Objects.requireNonNull(settings.issuer()))
                .registrationId(ID)
                .clientId(Objects.requireNonNull(settings.clientId()))
                .clientSecret(Objects.requireNonNull(settings.clientSecret()))
                .scope(settings.scopes())
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }

    /**
     * Comes from another site's redirect, on which browsers do not send a strict cookie: a page that goes on by itself starts
     * a visit of our own.
     */
    private void welcome(HttpServletRequest request, HttpServletResponse response, Authentication person)
            throws IOException {
        OidcUser user = (OidcUser) Objects.requireNonNull(person.getPrincipal());
        List<String> roles = user.getClaimAsStringList(Roles.CLAIM);
        Author author = Author.ofSubject(user.getSubject()).orElse(null);
        if (author == null) {
            response.sendRedirect("/sign-in?failed");
            return;
        }
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                signIn.of(author, roles == null ? List.of() : roles).toString());
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().print("""
                <!doctype html><html lang="en"><title>Signed in - Pressroom</title>
                <meta http-equiv="refresh" content="0; url=/posts"><p>You are signed in. <a href="/posts">Go on</a></p></html>
                """);
    }

    private static void sorry(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        log.info("Somebody could not sign in: {}", e.getMessage());
        response.sendRedirect("/sign-in?failed");
    }
}
