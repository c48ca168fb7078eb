package pressroom.chaos.doors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Connections that one thread holds at once. */
final class HostileClients implements AutoCloseable {
    private static final int FAILURES = 3;
    private static final int PIECE = 50_000;

    private final List<HostileClient> clients = new ArrayList<>();
    private final Answers answers;

    private HostileClients(Answers answers) {
        this.answers = answers;
    }

    /**
     * Opens so many connections, or fewer when no more are accepted, and sends the beginning of a request on each.
     *
     * @param addresses how many addresses they come from
     * @param pace of the connections; what is not open at its end is left out
     */
    static HostileClients open(
            Door door, int count, int addresses, Pace pace, Answers answers, IntFunction<byte[]> beginning)
            throws IOException {
        HostileClients all = new HostileClients(answers);
        int failures = 0;
        for (int i = 0; i < count && failures < FAILURES && !pace.isOver(); i++) {
            pace.sent(1);
            try {
                HostileClient client = HostileClient.of(door, i % addresses);
                all.clients.add(client);
                client.send(beginning.apply(i));
            } catch (IOException refused) {
                answers.add(Answers.NO_CONNECTION);
                failures++;
            }
        }
        return all;
    }

    /** Sends a body on each connection, side by side, a piece at a time, until it is answered or cut. */
    void push(IntFunction<byte[]> body, Pace pace) {
        List<ByteBuffer> left = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            left.add(ByteBuffer.wrap(body.apply(i)));
        }
        for (boolean some = true; some && !pace.isOver(); ) {
            some = false;
            long moved = 0;
            for (int i = 0; i < clients.size(); i++) {
                if (left.get(i).hasRemaining() && clients.get(i).isPending()) {
                    some = true;
                    moved += clients.get(i).push(left.get(i), PIECE);
                }
            }
            pace.sent(moved);
            if (moved == 0) {
                LockSupport.parkNanos(2_000_000);
            }
        }
    }

    /** Waits until each is answered or cut, at most so long. */
    void await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (HostileClient client : clients) {
            client.awaitStatus(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }

    List<HostileClient> clients() {
        return clients;
    }

    /** Notes how each was answered. */
    @Override
    public void close() throws IOException {
        for (HostileClient client : clients) {
            client.look();
            answers.add(client);
            client.close();
        }
    }
}
