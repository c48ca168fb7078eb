package pressroom.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * How many connections may be open, in all and of one address. What is open is known to the container and counted anew for each
 * new connection, by the one thread that accepts them.
 *
 * @param most of all addresses together
 * @param perAddress of one address
 * @param proxies whose connections are many clients'
 * @param exempt networks without a limit of their own
 */
record ConnectionLimits(int most, int perAddress, Networks proxies, Networks exempt) {

    static ConnectionLimits none() {
        return new ConnectionLimits(
                Integer.MAX_VALUE, Integer.MAX_VALUE, new Networks(List.of()), new Networks(List.of()));
    }

    static ConnectionLimits of(HttpSettings settings) {
        return new ConnectionLimits(
                settings.connections(),
                settings.perAddress(),
                new Networks(settings.trustedProxies()),
                new Networks(settings.exempt()));
    }

    boolean areReachedBy(Collection<?> open) {
        return open.size() >= most;
    }

    /** Whether the address of a new connection has its share open already. */
    boolean refuse(SocketChannel socket, Collection<? extends SocketWrapperBase<NioChannel>> open) {
        if (open.size() < perAddress) {
            return false;
        }
        InetAddress address = addressOf(socket);
        return address != null
                && openOf(address, open) >= perAddress
                && !proxies.contain(address.getHostAddress())
                && !exempt.contain(address.getHostAddress());
    }

    private static long openOf(InetAddress address, Collection<? extends SocketWrapperBase<NioChannel>> open) {
        return open.stream()
                .filter(connection ->
                        address.equals(addressOf(connection.getSocket().getIOChannel())))
                .count();
    }

    /**
     * The connection to close for a new one: of the address that has most of those that wait, the one on which nothing has arrived
     * for the longest time; null if none is waiting. A client with one idle connection keeps it that way.
     */
    static @Nullable SocketWrapperBase<NioChannel> leastEntitled(
            Collection<? extends SocketWrapperBase<NioChannel>> open,
            Predicate<SocketWrapperBase<NioChannel>> isWaiting) {
        Map<InetAddress, List<SocketWrapperBase<NioChannel>>> waiting = new HashMap<>();
        for (SocketWrapperBase<NioChannel> connection : open) {
            InetAddress address = addressOf(connection.getSocket().getIOChannel());
            if (address != null && isWaiting.test(connection)) {
                waiting.computeIfAbsent(address, first -> new ArrayList<>()).add(connection);
            }
        }
        int most = waiting.values().stream().mapToInt(List::size).max().orElse(0);
        return waiting.values().stream()
                .filter(ofAddress -> ofAddress.size() == most)
                .flatMap(List::stream)
                .min(Comparator.comparingLong(ConnectionLimits::lastRead))
                .orElse(null);
    }

    private static long lastRead(SocketWrapperBase<NioChannel> connection) {
        return ((NioSocketWrapper) connection).getLastRead();
    }

    /** Null when the connection is closed. */
    private static @Nullable InetAddress addressOf(@Nullable SocketChannel channel) {
        try {
            SocketAddress remote = channel == null ? null : channel.getRemoteAddress();
            return remote instanceof InetSocketAddress internet ? internet.getAddress() : null;
        } catch (IOException closed) {
            return null;
        }
    }
}
