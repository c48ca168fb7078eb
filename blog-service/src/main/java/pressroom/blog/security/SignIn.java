package pressroom.blog.security;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.jwt.Jwt;

/** Signing in with a browser: who has done so carries a signed token in a cookie that no script can read. */
public class SignIn {

    private final Way way;
    private final @Nullable SealedTokens tokens;
    private final Duration life;

    SignIn(Way way, @Nullable SealedTokens tokens, Duration life) {
        this.way = way;
        this.tokens = tokens;
        this.life = life;
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

    /** The cookie that makes a browser nobody's. */
    public ResponseCookie out() {
        return cookie("", Duration.ZERO);
    }

    /** Whoever a cookie names; empty when it is expired, or not ours. */
    Optional<Jwt> read(String cookie) {
        return tokens == null ? Optional.empty() : tokens.open(cookie);
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
