package pressroom.blog.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** The pages: anybody may read; an author's own pages need a signed-in browser, and every form its token. */
@Configuration(proxyBeanMethods = false)
class PagesSecurity {

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, SignIn signIn, CookieCsrfTokenRepository csrfTokens, OidcSignIn oidc) {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                GET, "/write", "/posts", "/posts/total", "/posts/*/edit", "/imports/**")
                        .authenticated()
                        .requestMatchers(GET)
                        .permitAll()
                        .requestMatchers(HEAD)
                        .permitAll()
                        // Whoever's time ran out while writing gets the text back, not a page to sign in.
                        .requestMatchers(POST, "/write", "/posts/*/edit", "/sign-in", "/sign-out", "/error")
                        .permitAll()
                        .requestMatchers(POST)
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .addFilterBefore(new CookieAuthentication(signIn), AnonymousAuthenticationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(signInFirst()))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .csrfTokenRequestHandler(new CsrfTokenOfForm())
                        // Signing in and out change the token; that a cookie has been read again does not.
                        .sessionAuthenticationStrategy((person, request, response) -> {}))
                .headers(SecurityHeaders.ofPages())
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        oidc.addTo(http);
        return http.build();
    }

    private static AuthenticationEntryPoint signInFirst() {
        return (request, response, e) -> {
            String then = request.getMethod().equals("GET") ? request.getRequestURI() : "/";
            response.sendRedirect("/sign-in?then=" + URLEncoder.encode(then, StandardCharsets.UTF_8));
        };
    }
}
