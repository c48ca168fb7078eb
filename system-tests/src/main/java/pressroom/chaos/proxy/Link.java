package pressroom.chaos.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between a service and one of its servers: a TCP proxy on loopback that can be broken in the ways in which
 * networks break.
 */
public final class Link implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final Weather weather = new Weather();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    private Link(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /**
     * Opens a link.
     *
     * @param name what it connects, for a person who reads stacks
     * @param port where clients connect
     * @param target the server's port
     */
    public static Link open(String name, int port, int target) {
        try {
            ServerSocket door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Link link = new Link(door, target);
            Connection.thread(link::accept, "link " + name);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the link " + name, e);
        }
    }

    /** Where clients connect. */
    public int port() {
        return door.getLocalPort();
    }

    /** Resets all connections, and every new one until healed. */
    public void cut() {
        weather.set(Weather.Kind.CUT);
        resetAll();
    }

    /** Resets the connections that are there; new ones work. */
    public void resetAll() {
        connections.forEach(Connection::reset);
    }

    /** Carries nothing any more, while both ends believe to be connected: no FIN, no RST. */
    public void blackHole() {
        weather.set(Weather.Kind.BLACK_HOLE);
    }

    /** Carries requests but loses the answers: what was asked is done, and nobody learns of it. */
    public void loseAnswers() {
        weather.set(Weather.Kind.ANSWERS_LOST);
    }

    /** Holds each piece of data up, in both directions. */
    public void delay(Duration each) {
        weather.delay(each);
    }

    /** Carries at most so many bytes a second, in each direction of each connection. */
    public void throttle(long bytesPerSecond) {
        weather.throttle(bytesPerSecond);
    }

    /** Works again. Connections that have lost something are reset, as their ends would do in the end. */
    public void heal() {
        weather.clear();
        connections.stream().filter(Connection::hasLostData).forEach(Connection::reset);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            resetAll();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (weather.is(Weather.Kind.CUT)) {
                    Connection.reset(client);
                } else {
                    Connection.between(client, target, weather, connections);
                }
            } catch (IOException closedOrTargetAway) {
                // The client has been reset; the next one may have more luck.
            }
        }
    }
}
