package pressroom.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a record holds, the codec answers with an event, with nothing, or with one short reason. */
class PoisonTest {

    private static final Records SOUND = Records.sound();

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "pressroom.events.Poisons#values",
        "pressroom.events.Poisons#fields",
        "pressroom.events.Poisons#attributes"
    })
    void poisonIsRefusedWithAShortReason(String ignored, String reason, Records record) {
        Throwable thrown = catchThrowable(record::decode);

        assertThat(thrown).isExactlyInstanceOf(MalformedEvent.class).hasMessageContaining(reason);
        assertThat(thrown.getMessage())
                .hasSizeLessThan(200)
                .doesNotContainPattern("[\\p{gc=Cc}\\p{gc=Cf}\\p{gc=Cs}\\p{gc=Zl}\\p{gc=Zp}]");
    }

    @Test
    void soundRecordIsRead() throws MalformedEvent {
        assertThat(SOUND.decode())
                .get()
                .extracting(event -> event.data().version())
                .isEqualTo(7);
    }

    @Test
    void unknownTypeIsNothingToRead() throws MalformedEvent {
        assertThat(SOUND.withHeader("ce_type", "billing.InvoicePaid.v1")
                        .withValue(null)
                        .decode())
                .isEmpty();
    }

    @Test
    void unknownFieldsAreIgnoredWhateverTheyHold() throws MalformedEvent {
        String unknown = "{\"a\":[1e999999,null,{\"title\":1}],\"a\":\"\\ud800\",";

        assertThat(SOUND.withText(text -> text.replaceFirst("\\{", unknown)).decode())
                .isEqualTo(SOUND.decode());
    }

    @Test
    void headersOfOthersAreIgnored() throws MalformedEvent {
        Records noisy = SOUND.plus(Header.of("__TypeId__", "javax.script.ScriptEngineManager"))
                .plus(Header.of("x", "1"))
                .plus(Header.of("x", "2".repeat(100_000)))
                .plus(new Header("y", HexFormat.of().parseHex("ff00")));

        assertThat(noisy.decode()).isEqualTo(SOUND.decode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n", "x", "", "\u202e"})
    void traceThatIsNoneIsLeftOut(String traceparent) throws MalformedEvent {
        assertThat(SOUND.withHeader("traceparent", traceparent).decode())
                .get()
                .extracting(CloudEvent::traceparent)
                .isNull();
    }

    @Test
    void traceOfTwoMindsIsLeftOut() throws MalformedEvent {
        Header other = Header.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b8-01");

        assertThat(SOUND.plus(other).decode())
                .get()
                .extracting(CloudEvent::traceparent)
                .isNull();
    }

    @Test
    void contentTypeMayHaveParameters() throws MalformedEvent {
        assertThat(SOUND.withHeader("content-type", "application/json; charset=UTF-8")
                        .decode())
                .isPresent();
    }
}
