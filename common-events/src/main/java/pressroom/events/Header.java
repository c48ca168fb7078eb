package pressroom.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** A record header, free of any client library. The value is untrusted bytes, like the record's own. */
@SuppressWarnings("ArrayRecordComponent") // A header is handed over, never compared.
public record Header(String name, byte @Nullable [] value) {

    /** A header with {@code text} in UTF-8. */
    public static Header of(String name, String text) {
        return new Header(name, text.getBytes(UTF_8));
    }

    /** The value read as UTF-8; empty when there is none. */
    public String text() {
        return value == null ? "" : new String(value, UTF_8);
    }
}
