package pressroom.chaos.doors;

import static pressroom.chaos.doors.Requests.FORM;
import static pressroom.chaos.doors.Requests.MULTIPART;
import static pressroom.chaos.doors.Requests.bytes;
import static pressroom.chaos.doors.Requests.chunk;
import static pressroom.chaos.doors.Requests.chunked;
import static pressroom.chaos.doors.Requests.declared;
import static pressroom.chaos.doors.Requests.letters;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Forms without a token: containers and frameworks like to read them whole before anything is asked. */
public final class FormAttacks {
    private static final int CHUNK = 65_536;
    /** Twice what ended the largest heap of the three. */
    private static final long MOST_BYTES = 140_000_000;

    private static final double BYTES_PER_SECOND = 40e6;
    private static final int DECLARED = 4_000_000;

    private FormAttacks() {}

    /** A form without an end, for each method, at a path that exists and at one that does not. */
    public static List<Attack> endless(Duration length) {
        return List.of(
                endless("an endless form by PUT", "PUT", "/anything", FORM, letters(CHUNK), length),
                endless("an endless form by PATCH", "PATCH", "/api/blogs", FORM, letters(CHUNK), length),
                endless("an endless form by DELETE", "DELETE", "/api/users/x", FORM, letters(CHUNK), length),
                endless("an endless form by POST", "POST", "/sign-in", FORM, letters(CHUNK), length),
                endless("endless parameters", "POST", "/preview", FORM, bytes("a=b&".repeat(CHUNK / 4)), length));
    }

    /** The same as multipart: many parts, one part's headers, and one part's text. */
    public static List<Attack> endlessMultipart(Duration length) {
        String part = "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n";
        return List.of(
                endless("endless parts", "POST", "/imports", MULTIPART, bytes(part.repeat(1000)), length),
                endless("an endless header of a part", "POST", "/api/imports", MULTIPART, letters(CHUNK), length),
                endless("an endless part", "PUT", "/write", MULTIPART, letters(CHUNK), length),
                endless("an endless part by POST", "POST", "/write", MULTIPART, letters(CHUNK), length));
    }

    /** So many connections that declare a form of 4 MB, send two bytes of it, and stay. */
    public static Attack declaredForms(int count, Duration length) {
        return new Attack(count + " declared forms", (door, answers) -> {
            Pace pace = new Pace(200, length);
            byte[] beginning = bytes(declared("POST", "/sign-in", FORM, DECLARED) + "a=");
            try (HostileClients clients = HostileClients.open(door, count, 1, pace, answers, i -> beginning)) {
                pace.rest();
            }
        });
    }

    private static Attack endless(
            String name, String method, String path, String type, byte[] content, Duration length) {
        return new Attack(name, (door, answers) -> {
            try (HostileClient client = HostileClient.of(door, 0)) {
                byte[] chunk = chunk(content);
                Pace pace = new Pace(BYTES_PER_SECOND, length);
                boolean goes = client.send(chunked(method, path, type)) && client.send(beginning(type, path));
                for (long sent = 0; goes && !pace.isOver() && sent < MOST_BYTES; sent += chunk.length) {
                    goes = client.send(chunk);
                    client.look();
                    goes &= client.status() == 0;
                    pace.sent(chunk.length);
                }
                client.awaitStatus(Duration.ofMillis(500));
                answers.add(client);
            } catch (IOException refused) {
                answers.add(Answers.NO_CONNECTION);
            }
        });
    }

    /** What an endless part follows. */
    private static byte[] beginning(String type, String path) {
        if (!type.equals(MULTIPART)) {
            return chunk(bytes("a="));
        }
        String header = "--edge\r\nContent-Disposition: form-data; name=\"a\"";
        return chunk(bytes(path.equals("/api/imports") ? header + "; x=\"" : header + "\r\n\r\n"));
    }
}
