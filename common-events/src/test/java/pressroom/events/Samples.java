package pressroom.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The events that the golden files hold. */
final class Samples {

    static final UUID BLOG = UUID.fromString("0190b7a4-7e0c-7c1e-9b1a-3f5d6c7e8f90");
    static final String AUTHOR = "zoë-𝄞";

    private static final String BODY = "# Why an outbox?\n\nBecause \"sent\" and 'saved' must be *one* fact:\n\n"
            + "\tinsert into outbox … -- C:\\temp\n\n<script>&amp;</script> 😀 שלום 👩\u200d💻 é/";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    static final CloudEvent PUBLISHED = new CloudEvent(
            UUID.fromString("6fa459ea-ee8a-4ca4-894e-db77e160355e"),
            Instant.parse("2026-01-05T09:30:15.123456Z"),
            TRACE,
            new BlogPublished(
                    BLOG,
                    1,
                    AUTHOR,
                    "Why an outbox? / למה",
                    Text.of(BODY),
                    List.of("kafka", "データ"),
                    Instant.parse("2019-02-20T00:00:00Z"),
                    Instant.parse("2026-01-05T09:30:15.123456Z")));

    static final CloudEvent EDITED = new CloudEvent(
            UUID.fromString("16fd2706-8baf-433b-82eb-8c7fada847da"),
            Instant.parse("2026-01-05T10:00:00.120Z"),
            null,
            new BlogEdited(
                    BLOG,
                    2,
                    AUTHOR,
                    "Why an outbox",
                    Text.of(""),
                    List.of(),
                    Instant.parse("2019-02-20T00:00:00Z"),
                    Instant.parse("2026-01-05T10:00:00.120Z")));

    static final CloudEvent UNPUBLISHED = new CloudEvent(
            UUID.fromString("886313e1-3b8a-4372-9b90-0c9aee199e5d"),
            Instant.parse("9999-12-31T23:59:59.999999Z"),
            TRACE,
            new BlogUnpublished(BLOG, 3, AUTHOR, Instant.parse("9999-12-31T23:59:59.999999Z")));

    private Samples() {}

    static CloudEvent of(EventType type) {
        return switch (type) {
            case PUBLISHED -> PUBLISHED;
            case EDITED -> EDITED;
            case UNPUBLISHED -> UNPUBLISHED;
        };
    }

    static BlogPublished published(String title, String body, List<String> tags, Instant time) {
        return new BlogPublished(BLOG, 1, AUTHOR, title, Text.of(body), tags, time, time);
    }

    /** The headers of {@code event} as blog-service writes them. */
    static List<Header> headers(CloudEvent event) {
        String type = EventType.of(event.data()).ceType();
        return CloudEventHeaders.of(event.id(), type, event.data().blogId(), event.time(), event.traceparent());
    }
}
