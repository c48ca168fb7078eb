package pressroom.blog.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.util.WebUtils;

/** Signing in with a browser: it keeps a signed token in a cookie that no script can read. */
public class SignIn {

    private final Way way;
    private final @Nullable SealedTokens tokens;
    private final Duration life;
    private final EndedSessions ended;

    SignIn(Way way, @Nullable SealedTokens tokens, Duration life, EndedSessions ended) {
        this.way = way;
        this.tokens = tokens;
        this.life = life;
        this.ended = ended;
    }

    /** How a person proves who he is. */
    public enum Way {
        /** He says so. */
        LOCAL,
        /** An OpenID Connect issuer says so. */
        OIDC,
        /** Not with a browser: by bearer token only. */
        NONE
    }

    /** How it is done here. */
    public Way way() {
        return way;
    }

    /**
     * The cookie that makes a browser this author's.
     *
     * @throws IllegalStateException where nobody can sign in
     */
    public ResponseCookie of(Author author) {
        return of(author, List.of());
    }

    ResponseCookie of(Author author, List<String> roles) {
        if (tokens == null) {
            throw new IllegalStateException("nobody can sign in with a browser here");
        }
        return cookie(tokens.seal(author.id(), roles, life), life);
    }

    /**
     * Ends the session of a request's cookie at all instances and returns the cookie that makes the browser a reader's.
     *
     * @throws org.springframework.dao.DataAccessException when that cannot be written; the session goes on then
     */
    public ResponseCookie end(HttpServletRequest request) {
        token(request)
                .ifPresent(token ->
                        ended.end(Objects.requireNonNull(token.getId()), Objects.requireNonNull(token.getExpiresAt())));
        return cookie("", Duration.ZERO);
    }

    /** What a request's cookie holds; empty when there is none, or it is expired, ended or not ours. */
    Optional<Jwt> token(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, cookieName());
        return tokens == null || cookie == null
                ? Optional.empty()
                // A token without an id could not be signed out.
                : tokens.open(cookie.getValue()).filter(token -> token.getId() != null);
    }

    /** Browsers take a {@code __Host-} cookie only over TLS, and from no neighbouring domain. */
    String cookieName() {
        return secure() ? "__Host-pressroom" : "pressroom";
    }

    /** The local stack speaks plain HTTP, on loopback. */
    boolean secure() {
        return way != Way.LOCAL;
    }

    private ResponseCookie cookie(String value, Duration age) {
        return ResponseCookie.from(cookieName(), value)
                .httpOnly(true)
                .secure(secure())
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build();
    }
}
