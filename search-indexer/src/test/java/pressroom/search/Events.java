package pressroom.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import pressroom.events.BlogEdited;
import pressroom.events.BlogEvent;
import pressroom.events.BlogPublished;
import pressroom.events.BlogUnpublished;
import pressroom.events.CloudEvent;
import pressroom.events.Text;

/** Events as blog-service would send them. */
final class Events {

    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private Events() {}

    static CloudEvent published(UUID id, int version, String title, String body, String... tags) {
        return event(new BlogPublished(id, version, "ada", title, Text.of(body), List.of(tags), NOON, NOON));
    }

    static CloudEvent edited(UUID id, int version, String title, String body, String... tags) {
        return event(new BlogEdited(
                id, version, "ada", title, Text.of(body), List.of(tags), NOON, NOON.plusSeconds(version)));
    }

    static CloudEvent unpublished(UUID id, int version) {
        return event(new BlogUnpublished(id, version, "ada", NOON));
    }

    static CloudEvent event(BlogEvent event) {
        return new CloudEvent(UUID.randomUUID(), NOON, null, event);
    }

    /** A word nobody else has written. */
    static String uniqueWord() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }
}
