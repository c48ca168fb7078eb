package pressroom.chaos.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection through a link: two sockets, and a thread for each direction. */
final class Connection {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Socket client;
    private final Socket server;
    private final Weather weather;
    private final AtomicInteger openDirections = new AtomicInteger(2);
    private volatile boolean lost;

    private Connection(Socket client, Socket server, Weather weather) {
        this.client = client;
        this.server = server;
        this.weather = weather;
    }

    /** @throws IOException when the server is away; the client has been reset then */
    static void between(Socket client, int target, Weather weather, Set<Connection> all) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Connection connection = new Connection(client, server, weather);
            all.add(connection);
            thread(() -> connection.carry(client, server, false, all), "link request");
            thread(() -> connection.carry(server, client, true, all), "link answer");
        } catch (IOException e) {
            reset(client);
            throw e;
        }
    }

    static void thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    boolean hasLostData() {
        return lost;
    }

    void reset() {
        reset(client);
        reset(server);
    }

    /** Ends a connection so that the other side sees a reset, not an end. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            // Then there is nothing left to reset.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // Closed in any case.
        }
    }

    private void carry(Socket from, Socket to, boolean answers, Set<Connection> all) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                weather.hold(read);
                if (answers && weather.is(Weather.Kind.ANSWERS_LOST)) {
                    lost = true;
                } else {
                    out.write(buffer, 0, read);
                }
            }
            weather.hold(0);
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (openDirections.decrementAndGet() == 0) {
                reset();
                all.remove(this);
            }
        }
    }
}
