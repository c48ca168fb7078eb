package pressroom.blog.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import pressroom.web.PeerAddress;

/**
 * Tells requests of this machine from all others, by the other end of their TCP connection. Their Host header is compared as
 * well: a page of another site could have a name of its own lead here, and its browser is on this machine.
 */
@Component
public class LocalCallers {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final List<IpAddressMatcher> LOOPBACK = matchers(List.of("127.0.0.0/8", "::1"));
    /** A proxy of this machine that is not trusted may bring requests from anywhere. */
    private static final List<String> PASSED_ON =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final List<IpAddressMatcher> proxies;
    private final List<IpAddressMatcher> addresses;

    LocalCallers(SignInSettings settings) {
        this.proxies = matchers(settings.localProxies());
        this.addresses = matchers(settings.localAddresses());
    }

    /** Whether the request comes from this machine, directly or through a proxy that is trusted to tell. */
    public boolean isLocal(HttpServletRequest request) {
        String peer = PeerAddress.of(request);
        String client = request.getRemoteAddr();
        return NAMES.contains(request.getServerName())
                && (client.equals(peer) ? isDirect(request, peer) : isBrought(peer, client));
    }

    private static boolean isDirect(HttpServletRequest request, String peer) {
        return matches(LOOPBACK, peer) && PASSED_ON.stream().allMatch(name -> request.getHeader(name) == null);
    }

    /** The container has put the forwarded address in the place of the peer's. */
    private boolean isBrought(String peer, String client) {
        return matches(proxies, peer) && (matches(LOOPBACK, client) || matches(addresses, client));
    }

    private static boolean matches(List<IpAddressMatcher> matchers, String address) {
        return !address.isEmpty() && matchers.stream().anyMatch(matcher -> matcher.matches(address));
    }

    private static List<IpAddressMatcher> matchers(List<String> addresses) {
        return addresses.stream().map(IpAddressMatcher::new).toList();
    }
}
