package pressroom.chaos.doors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static pressroom.chaos.doors.Requests.ZIP;
import static pressroom.chaos.doors.Requests.declared;
import static pressroom.chaos.doors.Requests.open;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Imports of zips with hostile files, each beside good posts that are to be published. */
public final class ImportAttacks {
    /** How many good posts each zip holds. */
    public static final int GOOD_POSTS = 5;

    /** Counted for each import that published its good posts and ended. */
    public static final String PUBLISHED = "good posts published";
    /** Counted for each import that ended without them. */
    public static final String FAILED = "good posts not published";
    /** Counted for each import that was still not finished. */
    public static final String UNFINISHED = "import not finished";

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Pattern LOCATION = Pattern.compile("(?i)location: \\S*?(/api/imports/[-0-9a-f]{36})");
    private static final Pattern STATE = Pattern.compile("\"state\":\"(\\w+)\"");
    private static final Pattern POSTS = Pattern.compile("\"published\":(\\d+)");

    private ImportAttacks() {}

    /**
     * One attack for each kind of hostile file.
     *
     * @param patience for its import to end
     */
    public static List<Attack> all(Duration patience) {
        List<Attack> all = new ArrayList<>();
        HostileFiles.all().forEach((name, text) -> all.add(attack(name, Map.of("hostile", text), patience)));
        all.add(attack("forty endless dates", HostileFiles.endlessDates(40), patience));
        return all;
    }

    private static Attack attack(String name, Map<String, String> files, Duration patience) {
        return new Attack("import with " + name, (door, answers) -> {
            String author = HostileAuthors.next("import");
            String token = "Authorization: " + door.bearer(author);
            byte[] zip = zip(files);
            String answer = ask(
                    door, answers, declared("POST", "/api/imports", ZIP, zip.length, "Connection: close", token), zip);
            Matcher location = LOCATION.matcher(answer);
            if (location.find()) {
                follow(door, answers, author, open("GET", location.group(1)) + token, patience);
            }
        });
    }

    private static void follow(Door door, Answers answers, String author, String look, Duration patience)
            throws IOException {
        Pace pace = new Pace(5, patience);
        while (!pace.isOver()) {
            pace.sent(1);
            String now = ask(door, new Answers(), look + "\r\nConnection: close\r\n\r\n", new byte[0]);
            Matcher state = STATE.matcher(now);
            if (state.find() && !state.group(1).matches("waiting|running")) {
                Matcher posts = POSTS.matcher(now);
                int published = posts.find() ? Integer.parseInt(posts.group(1)) : 0;
                for (int i = 0; i < published; i++) {
                    answers.published(author);
                }
                answers.add(published >= GOOD_POSTS ? PUBLISHED : FAILED);
                return;
            }
        }
        answers.add(UNFINISHED);
    }

    private static String ask(Door door, Answers answers, String head, byte[] body) {
        try (HostileClient client = HostileClient.of(door, 0)) {
            client.send(head);
            client.send(body);
            client.awaitEnd(ANSWER);
            answers.add(client);
            return client.text();
        } catch (IOException refused) {
            answers.add(Answers.NO_CONNECTION);
            return "";
        }
    }

    private static byte[] zip(Map<String, String> hostile) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < GOOD_POSTS; i++) {
                // Before and after the hostile ones, in whichever order they are read.
                String name = (i % 2 == 0 ? "a-good-" : "z-good-") + i;
                put(
                        zip,
                        name,
                        "---\ntitle: Good %d of %s\ndate: 2020-02-20\n---\nIn no hurry.\n"
                                .formatted(i, UUID.randomUUID()));
            }
            for (Map.Entry<String, String> file : hostile.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name + ".md"));
        zip.write(text.getBytes(UTF_8));
        zip.closeEntry();
    }
}
