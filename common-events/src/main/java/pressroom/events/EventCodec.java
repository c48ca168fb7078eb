package pressroom.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns events into the bytes of a record's value and back.
 *
 * <p>Hand-written over Jackson's streaming API: reading is strict about what the contract names (types, presence, doubled
 * keys) and blind to what it does not, and nothing in a record can name a class to load. What has the shape that we write, as nearly all
 * has, is read in a shorter way.
 */
public final class EventCodec {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(FastEventReader.LONGEST_STRING)
                    .maxNumberLength(64)
                    .build())
            .build();

    private EventCodec() {}

    /** The value of the record that says {@code event}: a JSON object in UTF-8. */
    public static byte[] encode(BlogEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            EventWriter.write(event, json);
        }
        return bytes.toByteArray();
    }

    /** The key of the record that says {@code event}: all events of an author share a partition, and so keep their order. */
    public static byte[] key(BlogEvent event) {
        return event.authorId().getBytes(UTF_8);
    }

    /**
     * Reads a record.
     *
     * @return the event; empty when its type is none of this contract's, to be skipped
     * @throws MalformedEvent when the record is no event of the contract, whatever its bytes are; says why
     */
    public static Optional<CloudEvent> decode(byte @Nullable [] key, Iterable<Header> headers, byte @Nullable [] value)
            throws MalformedEvent {
        CloudEventHeaders attributes = CloudEventHeaders.read(headers);
        Optional<EventType> type = EventType.named(attributes.type());
        if (type.isEmpty()) {
            return Optional.empty();
        }
        BlogEvent data = read(type.get(), value);
        if (!Arrays.equals(key, key(data))) {
            throw new MalformedEvent("the key is not the authorId");
        }
        return Optional.of(attributes.with(data));
    }

    private static BlogEvent read(EventType type, byte @Nullable [] value) throws MalformedEvent {
        if (value == null || value.length == 0) {
            throw new MalformedEvent("the value is empty");
        }
        // Jackson would guess UTF-16 or a byte order mark from the first bytes; the contract knows UTF-8 only.
        if (value.length < 2 || value[0] != '{' || value[1] == 0) {
            throw new MalformedEvent("the value is not a JSON object in UTF-8");
        }
        try {
            return new FastEventReader(value).read(type);
        } catch (MalformedEvent otherShape) {
            return readInAnyShape(type, value);
        }
    }

    private static BlogEvent readInAnyShape(EventType type, byte[] value) throws MalformedEvent {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), value)) {
            BlogEvent event = new EventReader(json).read(type);
            if (json.nextToken() != null) {
                throw new MalformedEvent("the value goes on after the JSON object");
            }
            return event;
        } catch (JacksonException e) {
            throw new MalformedEvent("the value is not valid JSON: " + Excerpt.of(e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            throw new MalformedEvent(String.valueOf(e.getMessage()));
        }
    }
}
