package pressroom.search;

import java.io.ByteArrayOutputStream;
import pressroom.events.BlogEvent;
import pressroom.events.BlogWritten;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A blog as the index holds it: the two lines of a bulk request that put it there, unless a higher version is there already.
 *
 * <p>Written with Jackson's streaming API, since this is most of what this service does: no map, no tree, one copy.
 *
 * @param index the event's place in its batch
 * @param lines the action and the document, each with its line end
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
record BlogDocument(int index, byte[] lines) {

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final int FIXED_BYTES = 512;

    static BlogDocument of(int index, BlogEvent event) {
        int text = event instanceof BlogWritten written ? written.body().size() : 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIXED_BYTES + text + text / 8);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            writeAction(event, json);
            json.writeRaw('\n');
            json.flush();
            writeSource(event, json);
            json.writeRaw('\n');
        }
        return new BlogDocument(index, bytes.toByteArray());
    }

    int size() {
        return lines.length;
    }

    private static void writeAction(BlogEvent event, JsonGenerator json) {
        json.writeStartObject();
        json.writeObjectPropertyStart("index");
        json.writeStringProperty("_id", event.blogId().toString());
        json.writeNumberProperty("version", event.version());
        json.writeStringProperty("version_type", "external");
        json.writeEndObject();
        json.writeEndObject();
    }

    /** An unpublished blog stays as a version without content: a deleted document could rise again from an older event. */
    private static void writeSource(BlogEvent event, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("blogId", event.blogId().toString());
        json.writeNumberProperty("version", event.version());
        json.writeBooleanProperty("live", event.live());
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
        }
        json.writeEndObject();
    }
}
