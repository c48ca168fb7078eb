package pressroom.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** What the quarantine adds to a record's own headers: why, from where, and when. */
public final class QuarantineHeaders {

    /** Why the record was quarantined, in words. */
    public static final String REASON = "dlt_reason";
    /** The topic it was read from. */
    public static final String TOPIC = "dlt_topic";
    /** That topic's id, which a topic that is made again under the name does not have. */
    public static final String TOPIC_ID = "dlt_topic_id";
    /** The partition it was read from. */
    public static final String PARTITION = "dlt_partition";
    /** Its offset there. */
    public static final String OFFSET = "dlt_offset";
    /** When it was quarantined, as RFC 3339 has it. */
    public static final String TIME = "dlt_time";

    private static final List<String> ALL = List.of(REASON, TOPIC, TOPIC_ID, PARTITION, OFFSET, TIME);

    private QuarantineHeaders() {}

    static void add(Headers headers, Poison poison, String topicId, Instant now) {
        ConsumerRecord<?, ?> source = poison.source();
        headers.add(REASON, poison.reason().getBytes(UTF_8));
        headers.add(TOPIC, source.topic().getBytes(UTF_8));
        headers.add(TOPIC_ID, topicId.getBytes(UTF_8));
        headers.add(PARTITION, Integer.toString(source.partition()).getBytes(UTF_8));
        headers.add(OFFSET, Long.toString(source.offset()).getBytes(UTF_8));
        headers.add(TIME, now.toString().getBytes(UTF_8));
    }

    /** What the quarantine wrote under this name; null when it is missing. Its bytes may be anybody's. */
    public static @Nullable String text(ConsumerRecord<?, ?> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** The letter's headers as they were in the source topic, where a record may have had headers of these names itself. */
    public static Headers withoutThem(ConsumerRecord<?, ?> letter) {
        List<Header> left = new ArrayList<>(List.of(letter.headers().toArray()));
        for (String name : ALL) {
            int last = left.size() - 1;
            while (last >= 0 && !left.get(last).key().equals(name)) {
                last--;
            }
            if (last >= 0) {
                left.remove(last);
            }
        }
        return new RecordHeaders(left);
    }
}
