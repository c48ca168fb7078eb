package pressroom.blog.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * The calls: reading is public, writing needs a bearer token or a signed-in browser, and {@code /ops} needs the role
 * operator.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    @Order(1)
    SecurityFilterChain calls(
            HttpSecurity http, SecurityProblems problems, SignIn signIn, CookieCsrfTokenRepository csrfTokens) {
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

    @Bean
    JwtDecoder tokens(TokenSettings settings) {
        if (settings.publicKey() != null) {
            NimbusJwtDecoder decoder = localKey(settings.publicKey());
            decoder.setJwtValidator(settings.purpose().validator());
            return decoder;
        }
        // Asked for with the first token, not at start: the service starts, and readers read, while the issuer is away.
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withIssuerLocation(settings.issuer()).build();
            decoder.setJwtValidator(settings.purpose().validator());
            return decoder;
        });
    }

    private static NimbusJwtDecoder localKey(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return NimbusJwtDecoder.withPublicKey(
                            Objects.requireNonNull(RsaKeyConverters.x509().convert(in)))
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "pressroom.tokens.public-key: %s holds no RSA public key in PEM form".formatted(pem), e);
        }
    }
}
