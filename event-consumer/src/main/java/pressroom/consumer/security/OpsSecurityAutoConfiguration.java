package pressroom.consumer.security;

import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import pressroom.consumer.EventHandler;
import pressroom.http.BearerOfRequest;
import pressroom.http.TokenOfRequest;
import pressroom.tokens.ActuatorRules;
import pressroom.tokens.Roles;
import pressroom.tokens.TokenSettings;
import tools.jackson.databind.json.JsonMapper;

/** Closes {@code /ops} to all but operators, and the details below {@code /actuator} to all but monitors and operators. */
@AutoConfiguration(
        afterName = "pressroom.consumer.EventConsumerAutoConfiguration",
        beforeName = {
            "pressroom.http.HttpAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration"
        })
@ConditionalOnBean(EventHandler.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(TokenSettings.class)
class OpsSecurityAutoConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain ops(HttpSecurity http, OpsTokens tokens, JsonMapper json) {
        OpsProblems problems = new OpsProblems(json, tokens.decoder() != null);
        http.securityMatcher("/ops/**", ActuatorRules.PATHS)
                .authorizeHttpRequests(requests -> {
                    ActuatorRules.addTo(requests);
                    requests.requestMatchers(HttpMethod.GET, "/ops/audit")
                            .hasAnyRole(Roles.OPERATOR, Roles.AUDITOR)
                            .anyRequest()
                            .hasRole(Roles.OPERATOR);
                })
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                // The container has set them already.
                .headers(AbstractHttpConfigurer::disable)
                // A bearer token is no cookie: no other site can make a browser send it.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        JwtDecoder decoder = tokens.decoder();
        if (decoder != null) {
            http.oauth2ResourceServer(
                    server -> server.jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(Roles.converter()))
                            .authenticationEntryPoint(problems)
                            .accessDeniedHandler(problems));
        }
        return http.build();
    }

    @Bean
    OpsTokens opsTokens(TokenSettings settings) {
        return new OpsTokens(settings.knowKey() ? settings.rules().decoder(settings.publicKey()) : null);
    }

    /** Whose share of the budget a body takes is told by the token that opens the call. */
    @Bean
    @ConditionalOnMissingBean
    TokenOfRequest tokenOfOps(OpsTokens tokens) {
        JwtDecoder decoder = tokens.decoder();
        return decoder == null ? request -> Optional.empty() : new BearerOfRequest(decoder);
    }

    @Bean
    static FilterForOps filterForOps(ListableBeanFactory beans) {
        return new FilterForOps(beans);
    }
}
