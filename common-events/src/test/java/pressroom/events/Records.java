package pressroom.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A record to be spoilt in one place; sound until then. */
record Records(byte @Nullable [] key, List<Header> headers, byte @Nullable [] value) {

    /** What a sound record's value says, for tests that spoil its text. */
    static final String JSON = """
            {"blogId":"0190b7a4-7e0c-7c1e-9b1a-3f5d6c7e8f90","version":7,"authorId":"anna","title":"T","body":"B",\
            "tags":["x"],"publishedAt":"2026-01-05T09:30:15Z","updatedAt":"2026-01-05T09:30:15Z"}""";

    static Records sound() {
        return new Records("anna".getBytes(UTF_8), Samples.headers(Samples.PUBLISHED), JSON.getBytes(UTF_8));
    }

    Optional<CloudEvent> decode() throws MalformedEvent {
        return EventCodec.decode(key, headers, value);
    }

    Records withKey(byte @Nullable [] other) {
        return new Records(other, headers, value);
    }

    Records withValue(byte @Nullable [] other) {
        return new Records(key, headers, other);
    }

    Records withText(UnaryOperator<String> spoil) {
        return withValue(spoil.apply(JSON).getBytes(UTF_8));
    }

    /** With {@code from} in the value's text replaced, where it must occur. */
    Records with(String from, String to) {
        if (!JSON.contains(from)) {
            throw new IllegalArgumentException("not in the sound record: " + from);
        }
        return withText(text -> text.replace(from, to));
    }

    Records without(String header) {
        return new Records(
                key,
                headers.stream().filter(each -> !each.name().equals(header)).toList(),
                value);
    }

    Records plus(Header header) {
        List<Header> more = new ArrayList<>(headers);
        more.add(header);
        return new Records(key, more, value);
    }

    Records withHeader(String name, String text) {
        return without(name).plus(Header.of(name, text));
    }
}
