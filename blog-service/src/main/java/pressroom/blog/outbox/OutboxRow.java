package pressroom.blog.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import pressroom.events.CloudEventHeaders;
import pressroom.events.IdempotencyHashes;

/** A committed event, read for sending. */
record OutboxRow(
        RelayPosition position,
        UUID eventId,
        String ceType,
        UUID blogId,
        String authorId,
        Instant occurredAt,
        @Nullable String traceparent,
        @Nullable IdempotencyHashes hashes,
        byte[] payload) {

    /** From columns that are named as the outbox's. */
    static OutboxRow of(RelayPosition position, ResultSet row) throws SQLException {
        return new OutboxRow(
                position,
                row.getObject("event_id", UUID.class),
                row.getString("ce_type"),
                row.getObject("blog_id", UUID.class),
                row.getString("author_id"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("traceparent"),
                hashes(row.getBytes("idempotency_hash"), row.getBytes("request_hash")),
                row.getBytes("payload"));
    }

    private static @Nullable IdempotencyHashes hashes(byte @Nullable [] key, byte @Nullable [] request) {
        return key == null || request == null
                ? null
                : IdempotencyHashes.orNull(
                        HexFormat.of().formatHex(key), HexFormat.of().formatHex(request));
    }

    long id() {
        return position.id();
    }

    ProducerRecord<byte[], byte[]> toRecord(String topic) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, authorId.getBytes(UTF_8), payload);
        CloudEventHeaders.of(eventId, ceType, blogId, occurredAt, traceparent, hashes)
                .forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }
}
