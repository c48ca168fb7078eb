package pressroom.blog.outbox;

import com.fasterxml.uuid.Generators;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import pressroom.blog.web.Problem;
import pressroom.events.BlogEvent;
import pressroom.events.EventCodec;
import pressroom.events.EventType;

/**
 * An event as it lies in the outbox.
 *
 * @param id stays the same however often the event is sent
 * @param ceType its CloudEvents type
 * @param payload the record's value, ready to be sent
 */
public record OutboxEvent(UUID id, String ceType, byte[] payload) {

    /** The most bytes that an event may have. The producer, the topic and the broker each allow a little more. */
    static final int MAX_PAYLOAD_BYTES = 2_000_000;

    /** Encodes an event; too large a one is refused with 413 here, before it can exist. */
    public static OutboxEvent of(BlogEvent event) {
        byte[] payload = EventCodec.encode(event);
        if (payload.length > MAX_PAYLOAD_BYTES) {
            throw Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The post would be an event of %,d bytes; at most %,d can be sent. Control characters and quotation"
                                    .formatted(payload.length, MAX_PAYLOAD_BYTES)
                            + " marks count more than once.");
        }
        return new OutboxEvent(
                Generators.timeBasedEpochGenerator().generate(),
                EventType.of(event).ceType(),
                payload);
    }
}
