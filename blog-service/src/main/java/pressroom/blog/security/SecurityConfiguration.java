package pressroom.blog.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;

/** Reading is public, writing needs a bearer token, and {@code /ops} needs the role operator. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http, SecurityProblems problems) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/ops/**")
                        .hasRole("operator")
                        .requestMatchers(GET, "/api/**", "/actuator/health/**", "/actuator/prometheus", "/v3/api-docs")
                        .permitAll()
                        .requestMatchers(HEAD, "/api/**")
                        .permitAll()
                        .requestMatchers("/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(authorities()))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                // A bearer token is no cookie: no other site can make a browser send it.
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    JwtDecoder tokens(TokenSettings settings) {
        if (settings.publicKey() != null) {
            NimbusJwtDecoder decoder = localKey(settings.publicKey());
            decoder.setJwtValidator(validator(settings));
            return decoder;
        }
        // Asked for with the first token, not at start: the service starts, and readers read, while the issuer is away.
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withIssuerLocation(settings.issuer()).build();
            decoder.setJwtValidator(validator(settings));
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

    private static OAuth2TokenValidator<Jwt> validator(TokenSettings settings) {
        return new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(settings.issuer()),
                new JwtClaimValidator<Collection<String>>(
                        "aud", audience -> audience != null && audience.contains(settings.audience())),
                new JwtClaimValidator<>("exp", Objects::nonNull));
    }

    private static JwtAuthenticationConverter authorities() {
        JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName("roles");
        roles.setAuthorityPrefix("ROLE_");
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(roles);
        return converter;
    }
}
