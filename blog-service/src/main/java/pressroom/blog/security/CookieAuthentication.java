package pressroom.blog.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;
import pressroom.tokens.Roles;

/** Knows a browser by its cookie. A cookie that is expired or wrong makes a reader, not an error. */
final class CookieAuthentication extends OncePerRequestFilter {

    private final SignIn signIn;
    private final JwtAuthenticationConverter converter = Roles.converter();

    CookieAuthentication(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (usesCookie(request, signIn)) {
            signIn.token(request).ifPresent(token -> {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(converter.convert(token));
                SecurityContextHolder.setContext(context);
            });
        }
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** A request with a header says itself who it is, and no other site can make a browser send it. */
    static boolean usesCookie(HttpServletRequest request, SignIn signIn) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && WebUtils.getCookie(request, signIn.cookieName()) != null;
    }
}
