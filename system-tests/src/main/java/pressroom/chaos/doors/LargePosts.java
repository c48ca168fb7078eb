package pressroom.chaos.doors;

import static pressroom.chaos.doors.Requests.JSON;
import static pressroom.chaos.doors.Requests.bytes;
import static pressroom.chaos.doors.Requests.declared;
import static pressroom.chaos.doors.Requests.letters;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** Authors with tokens whose large posts arrive at the same moment. */
record LargePosts(int clients, boolean oneAuthor, Duration length) implements Attack.Course {
    private static final int LETTERS = 1_000_000;

    @Override
    public void run(Door door, Answers answers) throws IOException {
        String run = UUID.randomUUID().toString().substring(0, 8);
        String[] tokens = new String[clients];
        for (int i = 0; i < clients; i++) {
            tokens[i] = door.bearer(author(run, i));
        }
        Pace pace = new Pace(4e7, length);
        try (HostileClients all = HostileClients.open(
                door,
                clients,
                8,
                new Pace(500, length),
                answers,
                i -> beginning("Large %s %d".formatted(run, i), tokens[i]))) {
            byte[] letters = letters(LETTERS);
            all.push(i -> letters, pace);
            // The last byte of each: all of them are to be parsed and committed now.
            byte[] end = bytes("\"}");
            all.push(i -> end, new Pace(1e9, Duration.ofSeconds(1)));
            all.await(length.multipliedBy(2));
            int number = 0;
            for (HostileClient client : all.clients()) {
                String author = author(run, number++);
                if (client.status() == 201) {
                    answers.published(author);
                }
            }
        }
    }

    private static byte[] beginning(String title, String token) {
        String json = "{\"title\":\"%s\",\"body\":\"hurry ".formatted(title);
        int size = json.length() + LETTERS + 2;
        return bytes(declared("POST", "/api/blogs", JSON, size, "Authorization: " + token) + json);
    }

    private String author(String run, int client) {
        return HostileAuthors.PREFIX + "large-" + run + (oneAuthor ? "" : "-" + client);
    }
}
