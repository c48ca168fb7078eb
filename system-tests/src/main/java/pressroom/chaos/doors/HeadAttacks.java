package pressroom.chaos.doors;

import static pressroom.chaos.doors.Requests.bytes;
import static pressroom.chaos.doors.Requests.open;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** Heads that are large, endless or late, and connections that are many. */
public final class HeadAttacks {
    /** A little less than a head may have. */
    private static final int LARGE = 8_000;

    private HeadAttacks() {}

    /** So many connections that stop within the largest head that is read, opened as fast as a thread can. */
    public static Attack halfSent(int count, Duration length) {
        byte[] beginning = bytes(open("GET", "/") + "X-Half: " + "h".repeat(LARGE));
        return held(count + " half-sent heads", count, 1, length, beginning);
    }

    /** So many connections of one address that send nothing at all. */
    public static Attack silent(int count, Duration length) {
        return held(count + " silent connections", count, 1, length, new byte[0]);
    }

    /** The same from a hundred addresses. */
    public static Attack silentFromMany(int count, Duration length) {
        return held(count + " silent connections of many addresses", count, 100, length, new byte[0]);
    }

    /** Heads that are too large, in each of their parts; sent again until the time is over. */
    public static List<Attack> oversized(Duration length) {
        return List.of(
                again("a huge address", open("GET", "/search?q=" + "u".repeat(60_000)) + "\r\n", length),
                again("a huge path", open("GET", "/api/blogs/" + "%41".repeat(2_000)) + "\r\n", length),
                again("many headers", open("GET", "/") + "X-%1$s: a\r\n".repeat(1_000) + "\r\n", length),
                again("a huge header", open("GET", "/") + "Cookie: " + "c=d;".repeat(50_000) + "\r\n\r\n", length),
                again("many parameters", open("GET", "/search?" + "a=b&".repeat(1_900)) + "\r\n", length));
    }

    /** A thousand requests on a connection that reads no answer, on several connections. */
    public static Attack pipelined(int connections, Duration length) {
        return new Attack("pipelined requests", (door, answers) -> {
            byte[] many = bytes(
                    (open("GET", door.isBlogService() ? "/search?q=hurry" : "/no/such/path") + "\r\n").repeat(1_000));
            Pace pace = new Pace(200_000, length);
            try (HostileClients clients =
                    HostileClients.open(door, connections, 1, new Pace(500, length), answers, i -> new byte[0])) {
                // Pushed without a look at the answers: whether the service goes on to work for them is the question.
                for (HostileClient client : clients.clients()) {
                    client.push(ByteBuffer.wrap(many), many.length);
                    pace.sent(many.length);
                }
                pace.rest();
            }
        });
    }

    private static Attack held(String name, int count, int addresses, Duration length, byte[] beginning) {
        return new Attack(name, (door, answers) -> {
            Pace opening = new Pace(2_000, length.multipliedBy(4));
            try (HostileClients clients =
                    HostileClients.open(door, count, addresses, opening, answers, i -> beginning)) {
                new Pace(1, length).rest();
            }
        });
    }

    private static Attack again(String name, String request, Duration length) {
        byte[] bytes = bytes(request);
        return new Attack(name, (door, answers) -> {
            Pace pace = new Pace(50, length);
            while (!pace.isOver()) {
                try (HostileClient client = HostileClient.of(door, 0)) {
                    client.send(bytes);
                    client.awaitStatus(Duration.ofSeconds(1));
                    answers.add(client);
                } catch (IOException refused) {
                    answers.add(Answers.NO_CONNECTION);
                }
                pace.sent(1);
            }
        });
    }
}
