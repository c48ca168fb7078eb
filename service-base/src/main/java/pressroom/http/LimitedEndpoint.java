package pressroom.http;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Takes no more connections of one address than its share, closes idle ones for new ones, and ends requests whose time is over.
 */
final class LimitedEndpoint extends NioEndpoint {

    private static final long SWEEP_MILLIS = 1_000;

    /** The connection that a thread is working for; the container tells nobody else. */
    private static final ThreadLocal<@Nullable Current> CURRENT = new ThreadLocal<>();

    private final AtomicLong refused = new AtomicLong();
    private final Set<RequestInService> inService = ConcurrentHashMap.newKeySet();
    private final AtomicLong evicted = new AtomicLong();
    private ConnectionLimits limits = ConnectionLimits.none();
    private Deadlines deadlines = new Deadlines(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));

    void limit(HttpSettings settings) {
        limits = ConnectionLimits.of(settings);
        deadlines = new Deadlines(settings.headTimeout(), settings.answerTimeout(), settings.uploadTimeout());
    }

    long refused() {
        return refused.get();
    }

    long evicted() {
        return evicted.get();
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
            if (getConnectionCount() >= getMaxConnections()) {
                // The thread that accepts connections waits, so it makes no room itself.
                makeRoom();
            }
            try {
                Thread.sleep(SWEEP_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (limits.refuse(socket, connections.values())) {
            refused.incrementAndGet();
            destroySocket(socket);
            return false;
        }
        if (limits.areReachedBy(connections.values())) {
            makeRoom();
        }
        return super.setSocketOptions(socket);
    }

    /**
     * Otherwise clients that open connections from many addresses and send nothing would keep all others out until the deadline
     * of their heads.
     */
    private void makeRoom() {
        SocketWrapperBase<NioChannel> leastEntitled =
                ConnectionLimits.leastEntitled(connections.values(), this::isWaiting);
        if (leastEntitled != null) {
            evicted.incrementAndGet();
            Deadlines.end(leastEntitled);
        }
    }

    /** One that was ended to make room is no room for a second one: its place is taken, or will be, by the first. */
    private boolean isWaiting(SocketWrapperBase<NioChannel> connection) {
        if (connection.isClosed() || Deadlines.isEnded(connection)) {
            return false;
        }
        return connection.getCurrentProcessor() instanceof Processor processor
                ? Deadlines.isWaitingForItsHead(processor)
                : inService.stream().noneMatch(request -> request.connection() == connection);
    }
}
