package pressroom.chaos.doors;

import static pressroom.chaos.doors.Requests.JSON;
import static pressroom.chaos.doors.Requests.ZIP;
import static pressroom.chaos.doors.Requests.bytes;
import static pressroom.chaos.doors.Requests.chunk;
import static pressroom.chaos.doors.Requests.chunked;
import static pressroom.chaos.doors.Requests.declared;
import static pressroom.chaos.doors.Requests.letters;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** Bodies: of requests that have no business here, and of many authors at once. */
public final class BodyAttacks {
    private static final int MEGABYTE = 1_000_000;
    private static final int PIECE = 50_000;
    private static final String BLOG = "/api/blogs/0192f0c4-7b1e-7c3a-9a51-5d1f2b6e8a90";

    private BodyAttacks() {}

    /** Bodies of 1 MB to a path that does not exist. */
    public static Attack toNowhere(int count, Duration length) {
        return sending(
                count + " bodies to a path that does not exist",
                count,
                length,
                i -> declared("POST", "/no/such/path", JSON, MEGABYTE));
    }

    /** Bodies of 1 MB without a token, to paths that need one. */
    public static List<Attack> withoutToken(int count, Duration length) {
        String id = BLOG;
        return List.of(
                sending(
                        "declared bodies without a token",
                        count,
                        length,
                        i -> declared(i % 2 == 0 ? "POST" : "PUT", i % 2 == 0 ? "/api/blogs" : id, JSON, MEGABYTE)),
                sending(
                        "chunked bodies without a token",
                        count,
                        length,
                        i -> chunked(i % 2 == 0 ? "POST" : "PATCH", i % 2 == 0 ? "/api/blogs" : "/ops/audit", JSON)),
                sending("zips without a token", count, length, i -> chunked("POST", "/api/imports", ZIP)),
                sending(
                        "bodies with a forged token",
                        count,
                        length,
                        i -> declared(
                                "POST",
                                "/api/blogs",
                                JSON,
                                MEGABYTE,
                                "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.")));
    }

    /** Bodies that are declared, wait for {@code 100 Continue}, and never come: without a token and with one. */
    public static Attack awaitingContinue(int count, Duration length) {
        return new Attack(count + " bodies that await 100 Continue", (door, answers) -> {
            Pace pace = new Pace(200, length);
            String token = "Authorization: " + door.bearer(HostileAuthors.PREFIX + "hesitant");
            try (HostileClients clients = HostileClients.open(
                    door,
                    count,
                    1,
                    pace,
                    answers,
                    i -> bytes(declared(
                            "POST",
                            "/api/blogs",
                            JSON,
                            MEGABYTE,
                            "Expect: 100-continue",
                            i % 2 == 0 ? token : "X-No: token")))) {
                pace.rest();
            }
        });
    }

    /** Posts of 1 MB that all arrive but for their last byte, and then with it; of one author or of one for each client. */
    public static Attack largePosts(int clients, boolean oneAuthor, Duration length) {
        String whose = oneAuthor ? " of one author" : "";
        return new Attack(clients + " posts of 1 MB" + whose, new LargePosts(clients, oneAuthor, length));
    }

    /** So many connections that send 1 MB each, side by side. */
    private static Attack sending(String name, int count, Duration length, IntFunction<String> head) {
        return new Attack(name, (door, answers) -> {
            byte[] plain = letters(MEGABYTE);
            byte[] chunked = chunks(PIECE, MEGABYTE / PIECE);
            Pace pace = new Pace(4e7, length);
            try (HostileClients all =
                    HostileClients.open(door, count, 1, new Pace(500, length), answers, i -> bytes(head.apply(i)))) {
                all.push(i -> head.apply(i).contains("chunked") ? chunked : plain, pace);
                all.await(Duration.ofMillis(500));
            }
        });
    }

    private static byte[] chunks(int size, int count) {
        byte[] chunk = chunk(letters(size));
        byte[] all = new byte[chunk.length * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(chunk, 0, all, i * chunk.length, chunk.length);
        }
        return all;
    }
}
