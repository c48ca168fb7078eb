package pressroom.blog.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.util.Assert;
import pressroom.http.BearerOfRequest;
import pressroom.http.TokenOfRequest;
import pressroom.tokens.ActuatorRules;
import pressroom.tokens.Roles;
import pressroom.tokens.TokenSettings;

/**
 * The calls: reading is public, writing needs a bearer token or a signed-in browser, {@code /ops} needs the role operator (for
 * {@code GET /ops/blogs} auditor will do), and all of {@code /actuator} but both probes needs the role monitor or operator.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenSettings.class)
class SecurityConfiguration {

    @Bean
    @Order(1)
    SecurityFilterChain calls(
            HttpSecurity http, CallProblems problems, SignIn signIn, CookieCsrfTokenRepository csrfTokens) {
        return http.securityMatcher("/api/**", "/ops/**", "/v3/**", ActuatorRules.PATHS)
                .authorizeHttpRequests(requests -> {
                    ActuatorRules.addTo(requests);
                    requests.requestMatchers(GET, "/ops/blogs")
                            .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR)
                            .requestMatchers("/ops/**")
                            .hasRole(Roles.OPERATOR)
                            .requestMatchers(GET, "/api/**", "/v3/**")
                            .permitAll()
                            .requestMatchers(HEAD, "/api/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated();
                })
                .addFilterBefore(new CookieAuthentication(signIn), BearerTokenAuthenticationFilter.class)
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(Roles.converter()))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                // A bearer token is no cookie: no other site can make a browser send it.
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .csrfTokenRequestHandler(new CsrfTokenOfForm())
                        .sessionAuthenticationStrategy((person, request, response) -> {})
                        .requireCsrfProtectionMatcher(request -> CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
                                && CookieAuthentication.usesCookie(request, signIn)))
                .headers(SecurityHeaders.ofCalls())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** A header says who sends a request; without one, a browser's cookie does. */
    @Bean
    TokenOfRequest tokenOfRequest(JwtDecoder tokens, SignIn signIn) {
        TokenOfRequest bearer = new BearerOfRequest(tokens);
        return request ->
                CookieAuthentication.usesCookie(request, signIn) ? signIn.token(request) : bearer.find(request);
    }

    /** A measurement of each of twenty filters for each request costs more than what they do, and nobody looks at it. */
    @Bean
    SecurityObservationSettings unobservedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Where anybody may choose a name the cookie is a bearer token as well, and ends with its session. */
    @Bean
    JwtDecoder tokens(TokenSettings settings, SignInSettings signIn, EndedSessions ended) {
        Assert.state(
                settings.knowKey(),
                "set pressroom.tokens.public-key to the PEM file of the key that signs tokens,"
                        + " or pressroom.tokens.issuer to the address of an OpenID Connect issuer");
        return signIn.localKey() == null
                ? settings.rules().decoder(settings.publicKey())
                : settings.rules().decoder(settings.publicKey(), ended.validator());
    }
}
