package pressroom.events;

import tools.jackson.core.JsonGenerator;

/** Writes an event's fields in the order of the contract, so that the same event always has the same bytes. */
final class EventWriter {

    private EventWriter() {}

    static void write(BlogEvent event, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("blogId", event.blogId().toString());
        json.writeNumberProperty("version", event.version());
        json.writeStringProperty("authorId", event.authorId());
        if (event instanceof BlogWritten written) {
            json.writeStringProperty("title", written.title());
            json.writeName("body");
            written.body().write(json);
            json.writeArrayPropertyStart("tags");
            written.tags().forEach(json::writeString);
            json.writeEndArray();
            json.writeStringProperty("publishedAt", written.publishedAt().toString());
            json.writeStringProperty("updatedAt", written.updatedAt().toString());
        } else if (event instanceof BlogUnpublished unpublished) {
            json.writeStringProperty(
                    "unpublishedAt", unpublished.unpublishedAt().toString());
        }
        json.writeEndObject();
    }
}
