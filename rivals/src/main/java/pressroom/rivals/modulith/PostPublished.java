package pressroom.rivals.modulith;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the application publishes: the fields of {@code pressroom.BlogPublished.v1}, so that the topic gets the same record. */
record PostPublished(
        UUID blogId,
        int version,
        String authorId,
        String title,
        String body,
        List<String> tags,
        Instant publishedAt,
        Instant updatedAt) {

    PostPublished {
        tags = List.copyOf(tags);
    }

    /** The attributes of the CloudEvent, as bytes: text would be sent with a further header that tells its Java type. */
    Map<String, Object> headers() {
        return Map.of(
                "ce_specversion", bytes("1.0"),
                "ce_source", bytes("/blog-service"),
                "content-type", bytes("application/json"),
                "ce_id", bytes(eventId().toString()),
                "ce_type", bytes("pressroom.BlogPublished.v1"),
                "ce_subject", bytes(blogId.toString()),
                "ce_time", bytes(updatedAt.toString()));
    }

    /** The registry's own id of the publication is not told: this one is the same on every re-send, too. */
    private UUID eventId() {
        return UUID.nameUUIDFromBytes(bytes(blogId + "/" + version));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
