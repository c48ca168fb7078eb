package pressroom.chaos.doors;

import static pressroom.chaos.doors.Requests.FORM;
import static pressroom.chaos.doors.Requests.JSON;
import static pressroom.chaos.doors.Requests.ZIP;
import static pressroom.chaos.doors.Requests.bytes;
import static pressroom.chaos.doors.Requests.declared;

import java.time.Duration;
import java.util.function.Function;

/** Bodies that come by a byte each second. */
public final class DripAttacks {

    private DripAttacks() {}

    /** Sign-in forms. */
    public static Attack forms(int count, Duration length) {
        return dripping(count + " dripping forms", count, length, door -> declared("POST", "/sign-in", FORM, 10_000));
    }

    /** Zips of one author. */
    public static Attack zips(int count, Duration length) {
        return dripping(
                count + " dripping zips",
                count,
                length,
                door -> declared(
                        "POST",
                        "/api/imports",
                        ZIP,
                        100_000,
                        "Authorization: " + door.bearer(HostileAuthors.PREFIX + "dripping")));
    }

    /** Posts of one author. */
    public static Attack posts(int count, Duration length) {
        return dripping(
                count + " dripping posts",
                count,
                length,
                door -> declared(
                        "POST",
                        "/api/blogs",
                        JSON,
                        10_000,
                        "Authorization: " + door.bearer(HostileAuthors.PREFIX + "dripping")));
    }

    private static Attack dripping(String name, int count, Duration length, Function<Door, String> head) {
        return new Attack(name, (door, answers) -> {
            byte[] beginning = bytes(head.apply(door));
            Pace seconds = new Pace(1, length);
            try (HostileClients clients =
                    HostileClients.open(door, count, 1, new Pace(200, length), answers, i -> beginning)) {
                while (!seconds.isOver()) {
                    clients.push(i -> new byte[] {'a'}, new Pace(1e6, Duration.ofMillis(500)));
                    seconds.sent(1);
                }
            }
        });
    }
}
