package pressroom.chaos.doors;

import static pressroom.chaos.doors.Requests.bytes;
import static pressroom.chaos.doors.Requests.open;

import java.time.Duration;
import java.util.List;

/** Searches that are to cost much. */
public final class SearchAttacks {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private SearchAttacks() {}

    /** Sends each of them, from several clients at once. */
    public static Attack slow(int clients, Duration length) {
        List<String> queries = List.of(
                "/api/search?q=" + "a+".repeat(3_500),
                "/api/search?q=" + words(),
                "/api/search?limit=1000000000&q=hurry",
                "/api/search?q=hurry&cursor=" + "A".repeat(4_000),
                "/api/search?q=" + "%28".repeat(2_000),
                "/api/search?q=hurry&wait=PT1000H&seen=0192f0c4-7b1e-7c3a-9a51-5d1f2b6e8a90@9");
        return new Attack("slow searches", (door, answers) -> {
            Pace pace = new Pace(20, length);
            while (!pace.isOver()) {
                try (HostileClients some = HostileClients.open(
                        door,
                        clients,
                        2,
                        new Pace(1_000, PATIENCE),
                        answers,
                        i -> bytes(open("GET", queries.get(i % queries.size())) + "\r\n"))) {
                    some.await(PATIENCE);
                }
                pace.sent(clients);
            }
        });
    }

    private static String words() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; words.length() < 7_000; i++) {
            words.append("word").append(i).append('+');
        }
        return words.toString();
    }
}
