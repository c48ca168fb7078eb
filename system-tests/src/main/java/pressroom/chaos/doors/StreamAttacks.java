package pressroom.chaos.doors;

import static pressroom.chaos.doors.Requests.bytes;
import static pressroom.chaos.doors.Requests.open;

import java.time.Duration;

/** Event streams that are opened, anonymously, and not read. */
public final class StreamAttacks {

    private StreamAttacks() {}

    /** Streams of the flow page. */
    public static Attack flow(int count, int addresses, Duration length) {
        return streams("flow", "/api/flow", count, addresses, length);
    }

    /** Streams of a post's progress. */
    public static Attack progress(String blogId, int count, int addresses, Duration length) {
        return streams("progress", "/api/blogs/" + blogId + "/progress", count, addresses, length);
    }

    private static Attack streams(String what, String path, int count, int addresses, Duration length) {
        byte[] request = bytes(open("GET", path) + "Accept: text/event-stream\r\n\r\n");
        return new Attack("%d streams of %s from %d".formatted(count, what, addresses), (door, answers) -> {
            Pace opening = new Pace(1_000, length.multipliedBy(4));
            try (HostileClients clients = HostileClients.open(door, count, addresses, opening, answers, i -> request)) {
                new Pace(1, length).rest();
            }
        });
    }
}
