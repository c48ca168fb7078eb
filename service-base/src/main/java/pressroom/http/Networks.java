package pressroom.http;

import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Some networks, each in CIDR notation or one address. */
final class Networks {

    private final List<IpAddressMatcher> networks;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when one is not a network
     */
    Networks(List<String> networks) {
        this.networks = networks.stream().map(IpAddressMatcher::new).toList();
    }

    boolean contain(String address) {
        // A loop: this is asked for each request and each connection, mostly of an empty list.
        for (IpAddressMatcher network : networks) {
            if (network.matches(address)) {
                return true;
            }
        }
        return false;
    }
}
