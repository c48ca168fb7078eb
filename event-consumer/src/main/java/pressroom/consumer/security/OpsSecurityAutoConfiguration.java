package pressroom.consumer.security;

import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import pressroom.consumer.EventHandler;
import pressroom.tokens.Roles;
import tools.jackson.databind.json.JsonMapper;

/** Closes {@code /ops} to everybody but operators. */
@AutoConfiguration(
        afterName = "pressroom.consumer.EventConsumerAutoConfiguration",
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration"
        })
@ConditionalOnBean(EventHandler.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(OpsTokens.class)
class OpsSecurityAutoConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain ops(HttpSecurity http, OpsTokens tokens, JsonMapper json) {
        Optional<JwtDecoder> decoder = tokens.decoder();
        OpsProblems problems = new OpsProblems(json, decoder.isPresent());
        http.securityMatcher("/ops/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().hasRole(Roles.OPERATOR))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                // A bearer token is no cookie: no other site can make a browser send it.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        decoder.ifPresent(checks -> http.oauth2ResourceServer(
                server -> server.jwt(jwt -> jwt.decoder(checks).jwtAuthenticationConverter(Roles.converter()))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)));
        return http.build();
    }

    @Bean
    static FilterForOps filterForOps(ListableBeanFactory beans) {
        return new FilterForOps(beans);
    }
}
