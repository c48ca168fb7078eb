package pressroom.blog.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;

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
import pressroom.http.BearerOfRequest;
import pressroom.http.TokenOfRequest;
import pressroom.tokens.Roles;

/**
 * The calls: reading is public, writing needs a bearer token or a signed-in browser, and {@code /ops} needs the role
 * operator.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    @Order(1)
    SecurityFilterChain calls(
            HttpSecurity http, CallProblems problems, SignIn signIn, CookieCsrfTokenRepository csrfTokens) {
        return http.securityMatcher("/api/**", "/ops/**", "/actuator/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers("/ops/**")
                        .hasRole(Roles.OPERATOR)
                        .requestMatchers(GET, "/api/**", "/actuator/health/**", "/actuator/prometheus", "/v3/api-docs")
                        .permitAll()
                        .requestMatchers(HEAD, "/api/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
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
                .headers(SecurityHeaders.strict())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** A header says who sends a request; without one, a browser's cookie does. */
    @Bean
    TokenOfRequest tokenOfRequest(JwtDecoder tokens, SignIn signIn) {
        TokenOfRequest bearer = new BearerOfRequest(tokens);
        return request -> CookieAuthentication.usesCookie(request, signIn)
                ? CookieAuthentication.token(request, signIn)
                : bearer.find(request);
    }

    /** A measurement of each of twenty filters for each request costs more than what they do, and nobody looks at it. */
    @Bean
    SecurityObservationSettings unobservedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    JwtDecoder tokens(TokenSettings settings) {
        return settings.purpose().decoder(settings.publicKey());
    }
}
