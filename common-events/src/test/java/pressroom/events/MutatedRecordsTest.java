package pressroom.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A golden value with a few bytes changed, cut or doubled: an event or a reason, never another exception. */
class MutatedRecordsTest {

    private static final int RECORDS = 30_000;
    private static final String TELLING = "{}[]\":,\\u0-1eE.tfn \u0000";

    @Test
    void mutatedRecordIsReadOrRefused() {
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < RECORDS; i++) {
            EventType type = EventType.values()[random.nextInt(EventType.values().length)];
            byte[] value = mutated(Contract.goldenValue(type), random);
            refused += refused(type, value) ? 1 : 0;
        }
        assertThat(refused).isBetween(RECORDS / 2, RECORDS - 1);
    }

    private static boolean refused(EventType type, byte[] value) {
        CloudEvent golden = Samples.of(type);
        try {
            EventCodec.decode(EventCodec.key(golden.data()), Samples.headers(golden), value);
            return false;
        } catch (MalformedEvent e) {
            return true;
        }
    }

    static byte[] mutated(byte[] golden, Random random) {
        byte[] value = golden.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(value.length);
            value[at] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) TELLING.charAt(random.nextInt(TELLING.length()));
        }
        int length = random.nextInt(10) == 0 ? random.nextInt(value.length) : value.length;
        return Arrays.copyOf(value, length);
    }
}
