package pressroom.chaos.check;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored anywhere, read when nothing moves any more.
 *
 * @param rows blogs in their latest version, by id
 * @param refused how many events the outbox holds as refused by Kafka
 * @param topic every record that was ever on the topic, in the order of each partition
 * @param totals the counter's totals by author
 * @param counted the counter's ledger by blog
 * @param documents by document id
 * @param deadLetters of all groups
 */
public record World(
        Map<UUID, Row> rows,
        long refused,
        List<Record> topic,
        Map<String, Long> totals,
        Map<UUID, Counted> counted,
        Map<String, Document> documents,
        List<DeadLetter> deadLetters) {

    /** A row of table blogs. */
    public record Row(
            UUID id,
            String authorId,
            int version,
            boolean live,
            String title,
            String body,
            @Nullable String key) {
        @Override
        public String toString() {
            return "blog %s of %s in version %d, live: %s".formatted(id, authorId, version, live);
        }
    }

    /**
     * A record of the topic, as far as it can be read.
     *
     * @param injected whether a fault put it there
     */
    public record Record(
            int partition,
            long offset,
            boolean injected,
            @Nullable String eventId,
            @Nullable UUID blogId,
            @Nullable Integer version) {}

    /** A row of the counter's ledger. */
    public record Counted(String authorId, int version, boolean live) {}

    /** A document of the index. */
    public record Document(
            String authorId,
            int version,
            boolean live,
            @Nullable String title,
            @Nullable String body) {
        @Override
        public String toString() {
            return "of %s in version %d, live: %s, title %s, body of %d characters"
                    .formatted(authorId, version, live, title, body == null ? 0 : body.length());
        }
    }

    /** A quarantined record and where it came from. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by the checker, byte for byte.
    public record DeadLetter(
            String group, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value, String reason) {}
}
