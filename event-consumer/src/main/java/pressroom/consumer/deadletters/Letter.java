package pressroom.consumer.deadletters;

import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import pressroom.consumer.QuarantineHeaders;

/**
 * What a list tells of a dead letter; its bytes are only in the letter itself.
 *
 * @param partition its place among the dead letters
 * @param offset its place in that partition
 * @param source where it was read; null when its headers do not say
 * @param reason why it was quarantined
 * @param time when
 * @param key as text, what cannot be printed escaped; null when it has none
 * @param size bytes of its value
 */
record Letter(
        int partition,
        long offset,
        @Nullable Source source,
        String reason,
        Instant time,
        @Nullable String key,
        long size) {

    private static final int MOST_OF_REASON = 1_000;
    private static final int MOST_OF_KEY = 300;

    /** A record's place in its topic. */
    record Source(String topic, int partition, long offset) {}

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        String reason = QuarantineHeaders.text(record, QuarantineHeaders.REASON);
        return new Letter(
                record.partition(),
                record.offset(),
                source(record),
                reason == null ? "no reason was given" : SafeText.of(reason, MOST_OF_REASON),
                time(record),
                SafeText.of(record.key(), MOST_OF_KEY),
                Math.max(0, record.serializedValueSize()));
    }

    private static @Nullable Source source(ConsumerRecord<byte[], byte[]> record) {
        String topic = QuarantineHeaders.text(record, QuarantineHeaders.TOPIC);
        try {
            return topic == null
                    ? null
                    : new Source(
                            SafeText.of(topic, MOST_OF_KEY),
                            Integer.parseInt(
                                    String.valueOf(QuarantineHeaders.text(record, QuarantineHeaders.PARTITION))),
                            Long.parseLong(String.valueOf(QuarantineHeaders.text(record, QuarantineHeaders.OFFSET))));
        } catch (NumberFormatException notOurs) {
            return null;
        }
    }

    private static Instant time(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Instant.parse(String.valueOf(QuarantineHeaders.text(record, QuarantineHeaders.TIME)));
        } catch (DateTimeException notOurs) {
            return Instant.ofEpochMilli(Math.max(0, record.timestamp()));
        }
    }
}
