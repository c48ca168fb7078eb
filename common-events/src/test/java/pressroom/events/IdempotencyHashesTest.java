package pressroom.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hashes of a post's key travel in headers, and never spoil an event. */
class IdempotencyHashesTest {

    private static final IdempotencyHashes HASHES = new IdempotencyHashes("0a".repeat(32), "f1".repeat(32));

    @Test
    void theyAreReadAsTheyWereWritten() throws MalformedEvent {
        assertThat(read(headers(HASHES)).hashes()).isEqualTo(HASHES);
    }

    @Test
    void anEventWithoutThemHasNone() throws MalformedEvent {
        assertThat(read(headers(null)).hashes()).isNull();
    }

    @Test
    void spoiltOnesAreLeftOutAndTheEventIsRead() throws MalformedEvent {
        List<Header> spoilt = headers(null);
        spoilt.add(Header.of("ce_idempotencyhash", "0A".repeat(32)));
        spoilt.add(new Header("ce_requesthash", new byte[] {-1, 0}));

        assertThat(read(spoilt)).isEqualTo(Samples.PUBLISHED);
    }

    private static List<Header> headers(IdempotencyHashes hashes) {
        CloudEvent event = Samples.PUBLISHED;
        return new ArrayList<>(CloudEventHeaders.of(
                event.id(),
                EventType.PUBLISHED.ceType(),
                event.data().blogId(),
                event.time(),
                event.traceparent(),
                hashes));
    }

    private static CloudEvent read(List<Header> headers) throws MalformedEvent {
        BlogEvent data = Samples.PUBLISHED.data();
        return EventCodec.decode(EventCodec.key(data), headers, EventCodec.encode(data))
                .orElseThrow();
    }
}
