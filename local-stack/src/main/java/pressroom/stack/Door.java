package pressroom.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One port in front of all containers of a service, however many there are: each connection goes to the next one, or to
 * the one after it if that does not take it. Knows TCP only, and no HTTP but the answer for when there is nobody.
 */
public final class Door {
    private static final int CONNECT_MILLIS = 1_000;
    private static final String NOBODY = """
            HTTP/1.1 503 Service Unavailable\r
            Content-Type: application/problem+json\r
            Retry-After: 1\r
            Connection: close\r
            \r
            {"title":"Service Unavailable","status":503,"detail":"No instance of %s answers: try again."}
            """;

    private final String host;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger turn = new AtomicInteger();

    /** In front of whatever the name stands for at the time. */
    Door(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** @param arguments for each door the port it listens on, a host name and its port: {@code 8080=blog-service:8080} */
    public static void main(String[] arguments) throws IOException {
        // Containers come and go with their addresses.
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        for (String argument : arguments) {
            var parts = argument.split("[=:]");
            new Door(parts[1], Integer.parseInt(parts[2])).open(Integer.parseInt(parts[0]));
        }
    }

    /** Listens until the JVM ends, and returns at once. */
    ServerSocket open(int listen) throws IOException {
        var listener = new ServerSocket(listen, 200);
        threads.execute(() -> {
            while (!listener.isClosed()) {
                try {
                    var client = listener.accept();
                    threads.execute(() -> serve(client));
                } catch (IOException closedOrBroken) {
                    // The next one may do better.
                }
            }
        });
        return listener;
    }

    private void serve(Socket client) {
        try (client) {
            var service = connect();
            if (service == null) {
                client.getOutputStream().write(NOBODY.formatted(host).getBytes(StandardCharsets.UTF_8));
                return;
            }
            try (service) {
                var answers = threads.submit(() -> pump(service, client));
                pump(client, service);
                answers.get();
            }
        } catch (IOException | InterruptedException | ExecutionException oneOfThemLeft) {
            // Both ends are closed by now: that is all there is to do.
        }
    }

    private @Nullable Socket connect() throws IOException {
        var instances = instances();
        var first = Math.floorMod(turn.getAndIncrement(), Math.max(1, instances.length));
        for (int i = 0; i < instances.length; i++) {
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(instances[(first + i) % instances.length], port), CONNECT_MILLIS);
                return socket;
            } catch (IOException away) {
                socket.close();
            }
        }
        return null;
    }

    /** A name without a container behind it is not known at all. */
    private InetAddress[] instances() {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException nobody) {
            return new InetAddress[0];
        }
    }

    /** Until one side has no more to say, which the other side is told; a broken connection is broken on both sides. */
    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // It is what we want.
        }
    }
}
