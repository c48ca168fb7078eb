package pressroom.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Whatever it reads, it reads as the other reader does. */
class FastEventReaderTest {

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final int RECORDS = 100_000;
    private static final Instant NOW = Instant.parse("2026-01-05T09:30:15Z");
    private static final String TELLING = "ab \"\\/\b\f\n\r\t\u007f\u0085\u2028\ufeff\uffff\ufffdéשＡ😀\u0001";

    @ParameterizedTest
    @EnumSource
    void whatTheContractWritesIsRead(EventType type) throws MalformedEvent {
        byte[] value = Contract.goldenValue(type);

        assertThat(new FastEventReader(value).read(type))
                .isEqualTo(Samples.of(type).data());
    }

    @Test
    void mutatedValuesAreReadAlikeOrNotAtAll() {
        Random random = new Random(43);
        int read = 0;
        for (int i = 0; i < RECORDS; i++) {
            EventType type = EventType.values()[random.nextInt(EventType.values().length)];
            byte[] value = MutatedRecordsTest.mutated(Contract.goldenValue(type), random);
            Optional<BlogEvent> event = fast(type, value);
            if (event.isPresent()) {
                assertThat(whole(type, value)).as(new String(value, UTF_8)).isEqualTo(event);
                read++;
            }
        }
        assertThat(read).isBetween(RECORDS / 50, RECORDS / 2);
    }

    @Test
    void textsAreReadAlikeAndWrittenOnAsTheyCame() throws MalformedEvent {
        Random random = new Random(44);
        int read = 0;
        for (int i = 0; i < RECORDS / 10; i++) {
            BlogEvent event = Samples.published(
                    text(random), text(random), List.of(text(random), text(random)), NOW.plusNanos(i));
            byte[] value = EventCodec.encode(event);
            assertThat(whole(EventType.PUBLISHED, value)).contains(event);
            Optional<BlogEvent> fast = fast(EventType.PUBLISHED, value);
            if (fast.isPresent()) {
                assertThat(fast).contains(event);
                assertThat(EventCodec.encode(fast.get())).isEqualTo(value);
                read++;
            }
        }
        assertThat(read).isBetween(RECORDS / 100, RECORDS / 10 - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\x", "\u0000", "\n", "\ufffd", "\"", "\\"})
    void whatMayBePoisonIsLeftToTheOtherWhereverItStands(String text) {
        String around = "so goes a sad day";
        for (int i = 0; i <= around.length(); i++) {
            byte[] value = new String(EventCodec.encode(Samples.published("t", "BODY", List.of(), NOW)), UTF_8)
                    .replace("BODY", around.substring(0, i) + text + around.substring(i))
                    .getBytes(UTF_8);

            assertThatThrownBy(() -> new FastEventReader(value).read(EventType.PUBLISHED))
                    .as("after %d characters", i)
                    .isInstanceOf(MalformedEvent.class);
        }
    }

    private static String text(Random random) {
        int[] characters = TELLING.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append("x".repeat(random.nextInt(16)));
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    private static Optional<BlogEvent> fast(EventType type, byte[] value) {
        try {
            return Optional.of(new FastEventReader(value).read(type));
        } catch (MalformedEvent e) {
            return Optional.empty();
        }
    }

    private static Optional<BlogEvent> whole(EventType type, byte[] value) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), value)) {
            BlogEvent event = new EventReader(json).read(type);
            return json.nextToken() == null ? Optional.of(event) : Optional.empty();
        } catch (MalformedEvent | JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
