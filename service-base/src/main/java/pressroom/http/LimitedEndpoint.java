package pressroom.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Takes no more connections of one address than its share, and ends requests whose time is over. */
final class LimitedEndpoint extends NioEndpoint {

    private static final long SWEEP_MILLIS = 1_000;

    /** The connection that a thread is working for; the container tells nobody else. */
    private static final ThreadLocal<@Nullable Current> CURRENT = new ThreadLocal<>();

    private final AtomicLong refused = new AtomicLong();
    private final Set<RequestInService> inService = ConcurrentHashMap.newKeySet();
    private int perAddress = Integer.MAX_VALUE;
    private Networks proxies = new Networks(List.of());
    private Networks exempt = new Networks(List.of());
    private Deadlines deadlines = new Deadlines(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));

    void limit(int connectionsPerAddress, Networks trustedProxies, Networks exemptCallers, Deadlines forRequests) {
        perAddress = connectionsPerAddress;
        proxies = trustedProxies;
        exempt = exemptCallers;
        deadlines = forRequests;
    }

    long refused() {
        return refused.get();
    }

    /** The endpoint whose request this thread is handling; null when it handles none. */
    static @Nullable LimitedEndpoint ofThisThread() {
        Current current = CURRENT.get();
        return current == null ? null : current.endpoint();
    }

    /** This thread begins to handle a request. */
    RequestInService begin() {
        RequestInService request =
                new RequestInService(Objects.requireNonNull(CURRENT.get()).connection());
        inService.add(request);
        return request;
    }

    void end(RequestInService request) {
        inService.remove(request);
    }

    @Override
    protected SocketProcessorBase<NioChannel> createSocketProcessor(
            SocketWrapperBase<NioChannel> connection, SocketEvent event) {
        return new SocketProcessor(connection, event) {
            @Override
            protected void doRun() {
                CURRENT.set(new Current(LimitedEndpoint.this, socketWrapper));
                try {
                    super.doRun();
                } finally {
                    CURRENT.remove();
                }
            }
        };
    }

    private record Current(LimitedEndpoint endpoint, SocketWrapperBase<NioChannel> connection) {}

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        Thread sweeper = new Thread(this::sweep, getName() + "-Deadlines");
        sweeper.setDaemon(true);
        sweeper.start();
    }

    private void sweep() {
        while (isRunning()) {
            deadlines.ofHeads(connections.values());
            deadlines.ofRequests(inService);
            try {
                Thread.sleep(SWEEP_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (isOneTooMany(socket)) {
            refused.incrementAndGet();
            destroySocket(socket);
            return false;
        }
        return super.setSocketOptions(socket);
    }

    /** Counted anew for each, by one thread: what is open is known to the container, and needs no second book. */
    private boolean isOneTooMany(SocketChannel socket) {
        InetAddress address = addressOf(socket);
        if (address == null) {
            return false;
        }
        int open = 0;
        for (SocketWrapperBase<NioChannel> connection : connections.values()) {
            if (address.equals(addressOf(connection.getSocket().getIOChannel()))) {
                open++;
            }
        }
        return open >= perAddress
                && !proxies.contain(address.getHostAddress())
                && !exempt.contain(address.getHostAddress());
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
