package pressroom.http;

import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 with a limit of connections for each address, and with deadlines for whole requests. */
public final class LimitedProtocol extends Http11NioProtocol {

    private static final int ROOM = 32;

    private final LimitedEndpoint limited;

    /** Without limits until it is told some; the container makes it by this constructor. */
    public LimitedProtocol() {
        this(new LimitedEndpoint());
    }

    private LimitedProtocol(LimitedEndpoint endpoint) {
        super(endpoint);
        this.limited = endpoint;
    }

    void limit(HttpSettings settings) {
        limited.limit(settings);
        // The endpoint makes room at its limit; the container stops to accept only if there is nothing to close.
        setMaxConnections(settings.connections() + ROOM);
        // A client that does not read its answer holds a thread: there is one for each connection, made when it is
        // needed.
        setMaxThreads(settings.connections() + ROOM);
    }

    /** Connections that were closed while they waited for a request, to make room for others. */
    long evictedConnections() {
        return limited.evicted();
    }

    /** Connections that were refused since their address had too many. */
    long refusedConnections() {
        return limited.refused();
    }

    /** Open connections. */
    long openConnections() {
        return limited.getConnectionCount();
    }
}
