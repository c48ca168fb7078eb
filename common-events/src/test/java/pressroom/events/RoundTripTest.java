package pressroom.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    private static final Instant NOW = Instant.parse("2026-01-05T09:30:15Z");

    static Stream<BlogEvent> events() {
        return Stream.of(
                Samples.published("😀👩\u200d💻🇨🇭", "𝄞 é e\u0301", List.of("😀"), NOW),
                Samples.published("\u202bשלום עולם\u202c", "مرحبا بالعالم", List.of("עברית"), NOW),
                Samples.published(
                        "\"\\/\b\f\n\r\t", "\u0001\u001f\u007f\u0085\u2028\u2029\ufeff\uffff", List.of(""), NOW),
                Samples.published("", "", List.of(), NOW.plusNanos(123_456_000)),
                Samples.published("t", "b", List.of(), NOW.plusNanos(1)),
                Samples.published("t", "b", List.of(), Instant.parse("0000-01-01T00:00:00Z")),
                Samples.published("t", "b", List.of(), Instant.parse("9999-12-31T23:59:59.999999999Z")),
                Samples.published("1 MiB", "x".repeat(1 << 20), List.of(), NOW),
                Samples.published("1 MiB of emoji", "😀".repeat(1 << 18), List.of(), NOW),
                Samples.published("1 MiB of escapes", "\u0001".repeat(1 << 20), List.of(), NOW),
                Samples.published("many tags", "b", List.of("tag ".repeat(1000).split(" ")), NOW),
                new BlogEdited(
                        Samples.BLOG, Integer.MAX_VALUE, "a".repeat(255), "t", Text.of("b"), List.of(), NOW, NOW),
                new BlogUnpublished(Samples.BLOG, 2, "é".repeat(127), NOW));
    }

    @ParameterizedTest
    @MethodSource("events")
    void encodedEventSatisfiesItsSchemaAndReadsAsItself(BlogEvent data) throws MalformedEvent {
        CloudEvent event = new CloudEvent(Samples.PUBLISHED.id(), NOW, null, data);
        byte[] value = EventCodec.encode(data);

        assertThat(Contract.violations(EventType.of(data), value)).isEmpty();
        assertThat(EventCodec.decode(EventCodec.key(data), Samples.headers(event), value))
                .contains(event);
    }
}
