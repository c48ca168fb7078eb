package pressroom.chaos.doors;

import static pressroom.chaos.doors.Requests.JSON;
import static pressroom.chaos.doors.Requests.bytes;
import static pressroom.chaos.doors.Requests.declared;
import static pressroom.chaos.doors.Requests.open;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** An author publishes a hostile text, and then anybody reads its page, again and again. */
public final class TextAttacks {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern ID = Pattern.compile("\"id\":\"([-0-9a-f]{36})\"");
    private static final JsonMapper JSON_MAPPER = new JsonMapper();

    private TextAttacks() {}

    /**
     * One attack for each hostile text.
     *
     * @param reads of its page, two at a time from two addresses
     */
    public static List<Attack> all(int reads) {
        return HostileTexts.all().entrySet().stream()
                .map(text -> new Attack(
                        text.getKey(), (door, answers) -> publishAndRead(door, answers, text.getValue(), reads)))
                .toList();
    }

    private static void publishAndRead(Door door, Answers answers, String text, int reads) throws IOException {
        String author = HostileAuthors.next("text");
        byte[] body = JSON_MAPPER.writeValueAsBytes(
                Map.of("title", "Hostile " + UUID.randomUUID(), "body", "hurry\n\n" + text));
        String id = publish(door, answers, author, body);
        for (int i = 0; i < reads && !id.isEmpty(); i += 2) {
            byte[] page = bytes(open("GET", "/posts/" + id) + "\r\n");
            Pace once = new Pace(1_000, PATIENCE);
            try (HostileClients two = HostileClients.open(door, 2, 2, once, answers, client -> page)) {
                two.await(PATIENCE);
            }
        }
    }

    /** Returns the id, or nothing when the text is refused. */
    private static String publish(Door door, Answers answers, String author, byte[] body) throws IOException {
        try (HostileClient client = HostileClient.of(door, 0)) {
            client.send(declared(
                    "POST",
                    "/api/blogs",
                    JSON,
                    body.length,
                    "Connection: close",
                    "Authorization: " + door.bearer(author)));
            client.send(body);
            client.awaitEnd(PATIENCE);
            answers.add(client);
            Matcher id = ID.matcher(client.text());
            if (client.status() != 201) {
                return "";
            }
            answers.published(author);
            return id.find() ? id.group(1) : "";
        }
    }
}
