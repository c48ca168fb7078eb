package pressroom.http;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.oauth2.jwt.Jwt;

/** Tells which caller a request is counted for. */
final class Callers {

    private final TokenOfRequest tokens;
    private final Networks exempt;

    Callers(TokenOfRequest tokens, Networks exempt) {
        this.tokens = tokens;
        this.exempt = exempt;
    }

    /** By its address; behind a trusted proxy the container has put the forwarded address in its place. */
    Caller byAddress(HttpServletRequest request) {
        String address = String.valueOf(request.getRemoteAddr());
        return new Caller(address, false, exempt.contain(address));
    }

    /** By its token if it has a valid one, else by its address. */
    Caller of(HttpServletRequest request) {
        Caller byAddress = byAddress(request);
        return tokens.find(request)
                .map(Jwt::getSubject)
                .map(subject -> new Caller("sub:" + subject, true, byAddress.exempt()))
                .orElse(byAddress);
    }
}
