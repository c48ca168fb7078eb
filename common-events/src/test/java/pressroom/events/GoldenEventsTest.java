package pressroom.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every team's reader and writer can be tried against these files. */
class GoldenEventsTest {

    @ParameterizedTest
    @EnumSource
    void goldenRecordReadsAsItsEvent(EventType type) throws MalformedEvent {
        CloudEvent event = Samples.of(type);

        assertThat(EventCodec.decode(
                        EventCodec.key(event.data()), Contract.goldenHeaders(type), Contract.goldenValue(type)))
                .contains(event);
    }

    @ParameterizedTest
    @EnumSource
    void eventIsWrittenAsItsGoldenBytes(EventType type) {
        CloudEvent event = Samples.of(type);

        assertThat(new String(EventCodec.encode(event.data()), UTF_8))
                .isEqualTo(new String(Contract.goldenValue(type), UTF_8));
        assertThat(text(Samples.headers(event))).isEqualTo(text(Contract.goldenHeaders(type)));
    }

    @ParameterizedTest
    @EnumSource
    void goldenValueSatisfiesItsSchema(EventType type) {
        assertThat(Contract.violations(type, Contract.goldenValue(type))).isEmpty();
    }

    private static List<String> text(List<Header> headers) {
        return headers.stream()
                .map(header -> header.name() + ": " + header.text())
                .toList();
    }
}
