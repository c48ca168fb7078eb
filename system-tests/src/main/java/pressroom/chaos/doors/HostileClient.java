package pressroom.chaos.doors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One connection that sends what it is told to, whatever HTTP says of it. Never waits for long; used by one thread. */
final class HostileClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration WRITE = Duration.ofSeconds(2);
    private static final long LOOK_NANOS = 1_000_000;
    private static final int KEPT = 16_384;

    /** Of each thread, since thousands of connections are held at once. */
    private static final ThreadLocal<ByteBuffer> INPUT = ThreadLocal.withInitial(() -> ByteBuffer.allocate(KEPT));

    private final SocketChannel channel;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private int status;
    private boolean cut;

    private HostileClient(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects from 127.0.0.2, or a later address of that net.
     *
     * @param caller 0 is 127.0.0.2; at most 200
     * @throws IOException when the connection is refused, or not accepted in time
     */
    static HostileClient of(Door door, int caller) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.bind(new InetSocketAddress("127.0.0." + (2 + caller), 0));
            channel.configureBlocking(false);
            channel.connect(door.address());
            long deadline = System.nanoTime() + CONNECT.toNanos();
            while (!channel.finishConnect()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("no connection within " + CONNECT);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
            return new HostileClient(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends all of it, or returns false when the connection is cut, answered or full. */
    boolean send(byte[] bytes) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        long deadline = System.nanoTime() + WRITE.toNanos();
        while (left.hasRemaining() && !cut) {
            if (push(left, left.remaining()) == 0) {
                if (!isPending() || System.nanoTime() - deadline > 0) {
                    return false;
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return !cut;
    }

    boolean send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends at most so many of these bytes, as far as the connection takes them now.
     *
     * @return how many it took; 0 also when it is cut
     */
    int push(ByteBuffer bytes, int atMost) {
        ByteBuffer piece = bytes.slice(bytes.position(), Math.min(atMost, bytes.remaining()));
        try {
            int sent = cut ? 0 : channel.write(piece);
            bytes.position(bytes.position() + sent);
            return sent;
        } catch (IOException reset) {
            look();
            cut = true;
            return 0;
        }
    }

    /** Reads what has arrived. */
    void look() {
        ByteBuffer input = INPUT.get();
        try {
            while (!cut) {
                int read = channel.read(input.clear());
                if (read == 0) {
                    return;
                }
                cut = read < 0;
                kept.write(input.array(), 0, Math.max(0, Math.min(read, KEPT - kept.size())));
                status = status == 0 ? statusOf(text()) : status;
            }
        } catch (IOException reset) {
            cut = true;
        }
    }

    /** The status of the first answer that has arrived, 100 left out; 0 when there is none. */
    int status() {
        return status;
    }

    /** Waits for the head of an answer, at most so long. */
    int awaitStatus(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isPending() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return status;
    }

    /** Waits until the service closes the connection, at most so long. */
    void awaitEnd(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (look(); !cut && System.nanoTime() - deadline < 0; look()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** The first 16 KiB of what has arrived. */
    String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    boolean isCut() {
        return cut;
    }

    /** Whether nothing has been answered and the connection is whole. */
    boolean isPending() {
        look();
        return !cut && status == 0;
    }

    /** At once, with a reset: what the service still sends is of no interest. */
    @Override
    public void close() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    private static int statusOf(String text) {
        int from = text.startsWith("HTTP/1.1 100") ? text.indexOf("\r\n\r\n") + 4 : 0;
        return text.startsWith("HTTP/1.1 ", from) && text.length() >= from + 12
                ? Integer.parseInt(text.substring(from + 9, from + 12))
                : 0;
    }
}
