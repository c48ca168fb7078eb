package pressroom.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads an event that has the very shape that {@link EventWriter} gives it, and looks at its text without decoding it. Whatever else a
 * record may hold is refused here and left to {@link EventReader}, which knows what is wrong with it, if anything. What this one takes,
 * both read alike.
 */
final class FastEventReader {

    /** What any reader takes, in characters. */
    static final int LONGEST_STRING = 4_000_000;

    private static final int MAX_VERSION_DIGITS = 9;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = ONES << 7;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] json;
    private int at;
    private boolean escaped;

    FastEventReader(byte[] json) {
        this.json = json;
    }

    /** @throws MalformedEvent when it has another shape, or holds what no event may hold */
    BlogEvent read(EventType type) throws MalformedEvent {
        try {
            return event(type);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw otherShape();
        }
    }

    private BlogEvent event(EventType type) throws MalformedEvent {
        UUID blogId = Uuids.parse("blogId", string("{\"blogId\":\""));
        int version = version();
        String authorId = string(",\"authorId\":\"");
        if (type == EventType.UNPUBLISHED) {
            Instant unpublishedAt = time(",\"unpublishedAt\":\"");
            end();
            return new BlogUnpublished(blogId, version, authorId, unpublishedAt);
        }
        String title = string(",\"title\":\"");
        Text body = text(",\"body\":\"");
        List<String> tags = tags();
        Instant publishedAt = time(",\"publishedAt\":\"");
        Instant updatedAt = time(",\"updatedAt\":\"");
        end();
        return type == EventType.PUBLISHED
                ? new BlogPublished(blogId, version, authorId, title, body, tags, publishedAt, updatedAt)
                : new BlogEdited(blogId, version, authorId, title, body, tags, publishedAt, updatedAt);
    }

    private int version() throws MalformedEvent {
        expect(",\"version\":");
        int start = at;
        int version = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            version = version * 10 + json[at++] - '0';
        }
        if (at == start || at - start > MAX_VERSION_DIGITS || json[start] == '0') {
            throw otherShape();
        }
        return version;
    }

    private List<String> tags() throws MalformedEvent {
        expect(",\"tags\":[");
        List<String> tags = new ArrayList<>();
        if (at < json.length && json[at] != ']') {
            tags.add(string("\""));
            while (at < json.length && json[at] == ',') {
                tags.add(string(",\""));
            }
        }
        expect("]");
        return tags;
    }

    private Instant time(String before) throws MalformedEvent {
        return Times.parse(string(before));
    }

    private String string(String before) throws MalformedEvent {
        expect(before);
        int start = at;
        passString();
        String text = new String(json, start, at - 1 - start, UTF_8);
        return escaped ? Escapes.resolved(text) : text;
    }

    private Text text(String before) throws MalformedEvent {
        expect(before);
        int start = at;
        passString();
        return Text.quoted(json, start, at - 1);
    }

    /** Goes behind the closing quote of a string. */
    private void passString() throws MalformedEvent {
        int start = at;
        boolean ascii = true;
        escaped = false;
        passPlain();
        while (at < json.length && json[at] != '"') {
            byte next = json[at++];
            if (next == '\\') {
                escaped = true;
                if (at == json.length || !Escapes.isKnown(json[at++])) {
                    throw otherShape();
                }
                passPlain();
            } else if (next < 0) {
                ascii = false;
            } else if (next < ' ') {
                throw otherShape();
            } else {
                passPlain();
            }
        }
        if (at - start > LONGEST_STRING || !ascii && !isUtf8(start)) {
            throw otherShape();
        }
        expect("\"");
    }

    /** Goes on, eight bytes at a time, while they are nothing but letters of ASCII and the like. */
    private void passPlain() {
        byte[] bytes = json;
        int end = bytes.length - Long.BYTES;
        int next = at;
        while (next <= end && isPlain((long) EIGHT.get(bytes, next))) {
            next += Long.BYTES;
        }
        at = next;
    }

    /**
     * Whether eight bytes are ASCII, with no quote, backslash or control character among them. As long as the highest
     * bits are zero, a subtraction sets that of the lowest byte that is too small, if there is one.
     *
     * @see <a href="https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord">Determine if a word has a byte
     *     less than n</a>
     */
    private static boolean isPlain(long eight) {
        long controls = eight - ' ' * ONES;
        long quotes = (eight ^ ('"' * ONES)) - ONES;
        long backslashes = (eight ^ ('\\' * ONES)) - ONES;
        return ((eight | controls | quotes | backslashes) & HIGHEST_BITS) == 0;
    }

    /** The decoder puts U+FFFD for what is no UTF-8; whether that was written, the other reader may find out. */
    private boolean isUtf8(int start) {
        return new String(json, start, at - start, UTF_8).indexOf('\uFFFD') < 0;
    }

    private void end() throws MalformedEvent {
        expect("}");
        if (at != json.length) {
            throw otherShape();
        }
    }

    private void expect(String text) throws MalformedEvent {
        int end = at + text.length();
        if (end > json.length) {
            throw otherShape();
        }
        for (int i = 0; i < text.length(); i++) {
            if (json[at++] != text.charAt(i)) {
                throw otherShape();
            }
        }
    }

    private static MalformedEvent otherShape() {
        return new MalformedEvent("not in the shape that blog-service gives an event");
    }
}
