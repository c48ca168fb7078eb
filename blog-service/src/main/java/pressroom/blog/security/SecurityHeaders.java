package pressroom.blog.security;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;

/** What browsers are told to refuse, whatever a page may contain, besides what every answer tells them. */
final class SecurityHeaders {

    /** Everything comes from here, but pictures in posts, which come over https. Nothing inline: no script, no style. */
    private static final String PAGES = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' https:",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'");

    private SecurityHeaders() {}

    /** The container has set all but one, which is for TLS only. */
    static Customizer<HeadersConfigurer<HttpSecurity>> ofCalls() {
        return headers -> headers.defaultsDisabled().httpStrictTransportSecurity(Customizer.withDefaults());
    }

    /** In the place of the container's policy, under which a page could show nothing. */
    static Customizer<HeadersConfigurer<HttpSecurity>> ofPages() {
        return headers -> headers.defaultsDisabled()
                .httpStrictTransportSecurity(Customizer.withDefaults())
                .addHeaderWriter((request, response) -> response.setHeader("Content-Security-Policy", PAGES));
    }
}
