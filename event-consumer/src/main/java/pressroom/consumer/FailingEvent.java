package pressroom.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.springframework.core.NestedExceptionUtils;

/** The one event of a partition that the handler fails on, while the partition waits for its next try. One thread's. */
final class FailingEvent {

    private static final int LONGEST_ID = 36;
    private static final int LONGEST_REASON = 300;

    private final ConsumerRecord<byte[], byte[]> source;
    private final TopicPartition partition;
    private final String id;
    private String reason = "";
    private int attempts;
    private int counted;
    private boolean isPreceded;
    private long lastAttempt;
    private long due;

    FailingEvent(ConsumerRecord<byte[], byte[]> source) {
        this.source = source;
        this.partition = new TopicPartition(source.topic(), source.partition());
        this.id = id(source);
    }

    /** A header's bytes are untrusted: what cannot be a UUID is not told. */
    private static String id(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader("ce_id");
        String text = header == null || header.value() == null || header.value().length > LONGEST_ID
                ? ""
                : new String(header.value(), UTF_8);
        return text.matches("[0-9a-fA-F-]+") ? text : "without id";
    }

    ConsumerRecord<byte[], byte[]> source() {
        return source;
    }

    TopicPartition partition() {
        return partition;
    }

    long offset() {
        return source.offset();
    }

    int attempts() {
        return attempts;
    }

    /**
     * Notes a failure.
     *
     * @param succeededSince whether another event was handled since the attempt before
     */
    void failed(Throwable why, boolean succeededSince, long now, Duration pause) {
        counted = counted(succeededSince);
        isPreceded = attempts > 0 && succeededSince;
        attempts++;
        reason = words(why);
        lastAttempt = now;
        due = now + pause.toNanos();
    }

    /** On one line. A database's exception begins with its statement, and its root says what is wrong. */
    private static String words(Throwable why) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(why);
        return cut(why.toString()) + (root == why ? "" : "; cause: " + cut(root.toString()));
    }

    private static String cut(String text) {
        String line = text.replaceAll("[\\p{Cntrl} ]+", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }

    /**
     * How many attempts failed between successes of others. An outage has none: it ends with a success, and then the event is
     * tried at once.
     */
    int counted(boolean succeededSince) {
        return counted + (isPreceded && succeededSince ? 1 : 0);
    }

    long lastAttempt() {
        return lastAttempt;
    }

    /** How long until the next try; zero when it is due, as it is when what looked like an outage is over. */
    Duration left(long now, boolean succeededSince) {
        return succeededSince && !isPreceded ? Duration.ZERO : Duration.ofNanos(Math.max(0, due - now));
    }

    String reason() {
        return reason;
    }

    /** With event id, partition and offset, for the log and for health. */
    @Override
    public String toString() {
        return "event %s (%s@%d) failed %d times and is tried again: %s"
                .formatted(id, partition, offset(), attempts, reason);
    }
}
