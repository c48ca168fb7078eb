package pressroom.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.containers.GenericContainer;
import pressroom.stack.LocalStack;
import pressroom.stack.Server;

/** One server's container, on the port where the local stack would have the server: fixed, so that it is found again after a kill. */
final class ServerContainer {

    private static final int STOP_SECONDS = 60;

    private static final int CONNECT_MILLIS = 2_000;

    /** Kafka's container is taken for started by a line of its log, and listens some milliseconds after it: more on a busy machine. */
    private static final Duration UNTIL_IT_LISTENS = Duration.ofSeconds(20);

    private final GenericContainer<?> container;
    private final int port;

    ServerContainer(Server server, LocalStack stack) {
        port = stack.ports().of(server);
        container = Images.container(server, stack);
        container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, Images.port(server))));
    }

    /** The same container again, with what it has stored, if there was one. */
    void start() {
        if (container.getContainerId() == null) {
            container.start();
            requireReachable();
        } else {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    /** An engine may well answer here and run its containers elsewhere: on another machine, or beside the container we are in. */
    private void requireReachable() {
        if (!listens(port, UNTIL_IT_LISTENS)) {
            container.stop();
            throw new IllegalStateException("the ports of its containers cannot be reached on this machine's loopback");
        }
    }

    /** Whether somebody listens on this port of the loopback, or will before the patience is at its end. */
    static boolean listens(int port, Duration patience) {
        try {
            Awaitility.await().atMost(patience).until(() -> takesConnections(port));
            return true;
        } catch (ConditionTimeoutException nobody) {
            return false;
        }
    }

    private static boolean takesConnections(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** In good order. */
    void stop() {
        if (isRunning()) {
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .withTimeout(STOP_SECONDS)
                    .exec();
        }
    }

    /** SIGKILL. */
    void kill() {
        if (isRunning()) {
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    /** Leaves nothing behind. */
    void remove() {
        container.stop();
    }

    /** Testcontainers knows of no container that was stopped behind its back: the engine is asked. */
    boolean isRunning() {
        return container.getContainerId() != null
                && Boolean.TRUE.equals(
                        container.getCurrentContainerInfo().getState().getRunning());
    }
}
