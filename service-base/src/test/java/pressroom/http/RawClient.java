package pressroom.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** A connection on which the pieces of a request are sent as they are. */
final class RawClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration CONNECTED = Duration.ofSeconds(5);

    private final Socket socket;
    private final BufferedReader in;

    RawClient(String from, int port) throws IOException {
        socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), (int) CONNECTED.toMillis());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    String send(String request) throws IOException {
        write(request);
        return answer();
    }

    void write(String piece) throws IOException {
        socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
    }

    /** Sends a piece again and again until the other side answers or closes. */
    void drip(String piece, Duration pause) {
        await().pollInterval(pause).atMost(PATIENCE).until(() -> {
            try {
                write(piece);
                return socket.getInputStream().available() > 0 || isAtEnd();
            } catch (IOException closed) {
                return true;
            }
        });
    }

    /** An answer's status line; what follows up to an empty line is skipped. */
    String status() throws IOException {
        String status = in.readLine();
        skipHead();
        return status;
    }

    /** The first line of an answer's body. */
    String answer() throws IOException {
        skipHead();
        return in.readLine();
    }

    /** Waits for the other side to close; false when it sends something or stays open instead. */
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Ends the connection at once; the other side's next read fails. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private boolean isAtEnd() throws IOException {
        socket.setSoTimeout(1);
        try {
            in.mark(1);
            if (in.read() < 0) {
                return true;
            }
            in.reset();
            return false;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } finally {
            socket.setSoTimeout((int) PATIENCE.toMillis());
        }
    }

    private void skipHead() throws IOException {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
