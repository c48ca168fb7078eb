package pressroom.http;

import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 with a limit of connections for each address, and with deadlines for whole requests. */
public final class LimitedProtocol extends Http11NioProtocol {

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
        setMaxConnections(settings.connections());
        limited.limit(
                settings.perAddress(),
                new Networks(settings.trustedProxies()),
                new Networks(settings.exempt()),
                new Deadlines(settings.headTimeout(), settings.answerTimeout(), settings.uploadTimeout()));
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
