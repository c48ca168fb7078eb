package pressroom.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Clients that begin a request and then send a byte in a while, or nothing at all, each over a connection of its own. */
final class SlowClients implements AutoCloseable {

    private static final int OF_AN_ADDRESS = 40;

    private final List<SocketChannel> silent = new ArrayList<>();
    private final List<SocketChannel> dripping = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final URI service;

    private SlowClients(String service) {
        this.service = URI.create(service);
    }

    /** So many that stop within their headers, and so many whose body comes by a byte each half second. */
    static SlowClients of(String service, int headers, int bodies, String bodyOf) throws IOException {
        var clients = new SlowClients(service);
        for (int i = 0; i < headers; i++) {
            clients.silent.add(clients.begin("POST /api/blogs HTTP/1.1\r\nHost: slow\r\nX-Slow: aaa"));
        }
        for (int i = 0; i < bodies; i++) {
            clients.dripping.add(clients.begin(bodyOf));
        }
        clients.clock.scheduleWithFixedDelay(clients::drip, 500, 500, TimeUnit.MILLISECONDS);
        return clients;
    }

    /** How many connections the service has not cut yet. */
    synchronized int connected() {
        silent.removeIf(SlowClients::isCut);
        dripping.removeIf(SlowClients::isCut);
        return silent.size() + dripping.size();
    }

    /** From another address after so many, fewer than one address may have. */
    private SocketChannel begin(String start) throws IOException {
        var connection = SocketChannel.open();
        connection.bind(new InetSocketAddress("127.0.1." + (1 + (silent.size() + dripping.size()) / OF_AN_ADDRESS), 0));
        connection.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        connection.write(ByteBuffer.wrap(start.getBytes(US_ASCII)));
        connection.configureBlocking(false);
        return connection;
    }

    private synchronized void drip() {
        for (var connection : dripping) {
            try {
                connection.write(ByteBuffer.wrap(new byte[] {' '}));
            } catch (IOException cut) {
                // Found when it is asked for.
                continue;
            }
        }
    }

    private static boolean isCut(SocketChannel connection) {
        try {
            var answer = ByteBuffer.allocate(4096);
            var read = connection.read(answer);
            while (read > 0) {
                read = connection.read(answer.clear());
            }
            if (read == 0) {
                return false;
            }
            connection.close();
        } catch (IOException reset) {
            return true;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        for (var connection : silent) {
            connection.close();
        }
        for (var connection : dripping) {
            connection.close();
        }
    }
}
