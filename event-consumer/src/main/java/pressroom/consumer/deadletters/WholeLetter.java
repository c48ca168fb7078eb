package pressroom.consumer.deadletters;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter for a person to look at.
 *
 * @param letter what a list tells of it
 * @param headers at most 100; the quarantine's own are the last
 * @param keyBytes the first 64 KiB of its key in Base64; null when it has none
 * @param valueBytes the first 1 MiB of its value in Base64; null when it has none
 * @param isWhole whether nothing was left out of these
 */
record WholeLetter(
        Letter letter,
        List<TextHeader> headers,
        @Nullable String keyBytes,
        @Nullable String valueBytes,
        boolean isWhole) {

    private static final int MOST_HEADERS = 100;
    private static final int MOST_OF_HEADER = 1_000;
    private static final int MOST_OF_KEY = 64 << 10;
    private static final int MOST_OF_VALUE = 1 << 20;

    /**
     * A header.
     *
     * @param name at most 1,000 characters
     * @param value as text of at most 1,000 characters, what cannot be printed escaped; null when it has none
     */
    record TextHeader(String name, @Nullable String value) {}

    static WholeLetter of(ConsumerRecord<byte[], byte[]> record) {
        Header[] headers = record.headers().toArray();
        return new WholeLetter(
                Letter.of(record),
                Stream.of(headers)
                        .skip(Math.max(0, headers.length - MOST_HEADERS))
                        .map(each -> new TextHeader(
                                SafeText.of(each.key(), MOST_OF_HEADER), SafeText.of(each.value(), MOST_OF_HEADER)))
                        .toList(),
                base64(record.key(), MOST_OF_KEY),
                base64(record.value(), MOST_OF_VALUE),
                headers.length <= MOST_HEADERS
                        && record.serializedKeySize() <= MOST_OF_KEY
                        && record.serializedValueSize() <= MOST_OF_VALUE);
    }

    private static @Nullable String base64(byte @Nullable [] bytes, int most) {
        return bytes == null
                ? null
                : Base64.getEncoder().encodeToString(bytes.length <= most ? bytes : Arrays.copyOf(bytes, most));
    }
}
