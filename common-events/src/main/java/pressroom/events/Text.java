package pressroom.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The text of a post: a string, or the part of a record that it came in, which is decoded only for who asks for its
 * characters. One consumer never does, another one only passes the text on as JSON, and decoding was most of their work.
 */
public final class Text {

    private final byte[] json;
    private final int from;
    private final int to;
    private @Nullable String decoded;

    private Text(@Nullable String decoded, byte[] json, int from, int to) {
        this.decoded = decoded;
        this.json = json;
        this.from = from;
        this.to = to;
    }

    /** A text of these characters. */
    public static Text of(String characters) {
        return new Text(Objects.requireNonNull(characters), new byte[0], 0, 0);
    }

    /**
     * A text that stands in a record.
     *
     * @param json never changed from now on
     * @param from where its first byte is, behind the quote
     * @param to where the closing quote is
     */
    static Text quoted(byte[] json, int from, int to) {
        return new Text(null, json, from, to);
    }

    /** Whether it is known to be sound, since it stood in a record between quotes. */
    boolean isQuoted() {
        return json.length > 0;
    }

    /** About how many bytes it takes as JSON. */
    public int size() {
        return isQuoted() ? to - from : toString().length();
    }

    /** Writes it as a JSON string. */
    public void write(JsonGenerator generator) {
        if (isQuoted()) {
            generator.writeRawUTF8String(json, from, to - from);
        } else {
            generator.writeString(toString());
        }
    }

    /** Its characters. */
    @Override
    public String toString() {
        String characters = decoded;
        if (characters == null) {
            characters = Escapes.resolved(new String(json, from, to - from, UTF_8));
            decoded = characters;
        }
        return characters;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Text text && toString().equals(text.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
