package pressroom.events;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one event's JSON object in a single pass; what the contract does not name is passed over. */
final class EventReader {

    private final JsonParser json;

    private @Nullable UUID blogId;
    private @Nullable Integer version;
    private @Nullable String authorId;
    private @Nullable String title;
    private @Nullable Text body;
    private @Nullable List<String> tags;
    private @Nullable Instant publishedAt;
    private @Nullable Instant updatedAt;
    private @Nullable Instant unpublishedAt;

    EventReader(JsonParser json) {
        this.json = json;
    }

    BlogEvent read(EventType type) throws MalformedEvent {
        json.nextToken();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            readProperty(name);
        }
        return switch (type) {
            case PUBLISHED ->
                new BlogPublished(
                        required("blogId", blogId),
                        required("version", version),
                        required("authorId", authorId),
                        required("title", title),
                        required("body", body),
                        required("tags", tags),
                        required("publishedAt", publishedAt),
                        required("updatedAt", updatedAt));
            case EDITED ->
                new BlogEdited(
                        required("blogId", blogId),
                        required("version", version),
                        required("authorId", authorId),
                        required("title", title),
                        required("body", body),
                        required("tags", tags),
                        required("publishedAt", publishedAt),
                        required("updatedAt", updatedAt));
            case UNPUBLISHED ->
                new BlogUnpublished(
                        required("blogId", blogId),
                        required("version", version),
                        required("authorId", authorId),
                        required("unpublishedAt", unpublishedAt));
        };
    }

    private void readProperty(String name) throws MalformedEvent {
        switch (name) {
            case "blogId" -> blogId = once(name, blogId, Uuids.parse(name, string(name)));
            case "version" -> version = once(name, version, integer(name));
            case "authorId" -> authorId = once(name, authorId, string(name));
            case "title" -> title = once(name, title, string(name));
            case "body" -> body = once(name, body, Text.of(string(name)));
            case "tags" -> tags = once(name, tags, strings(name));
            case "publishedAt" -> publishedAt = once(name, publishedAt, time(name));
            case "updatedAt" -> updatedAt = once(name, updatedAt, time(name));
            case "unpublishedAt" -> unpublishedAt = once(name, unpublishedAt, time(name));
            default -> json.skipChildren();
        }
    }

    private String string(String name) throws MalformedEvent {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new MalformedEvent(name + " is not a string");
        }
        return json.getString();
    }

    private int integer(String name) throws MalformedEvent {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new MalformedEvent(name + " is not an integer");
        }
        return json.getIntValue();
    }

    private List<String> strings(String name) throws MalformedEvent {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new MalformedEvent(name + " is not an array");
        }
        List<String> strings = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            strings.add(string(name));
        }
        return strings;
    }

    private Instant time(String name) throws MalformedEvent {
        String text = string(name);
        try {
            return Times.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedEvent(name + " is not an RFC 3339 time: " + Excerpt.of(text));
        }
    }

    private static <T> T once(String name, @Nullable T before, T now) throws MalformedEvent {
        if (before != null) {
            throw new MalformedEvent(name + " appears twice");
        }
        return now;
    }

    private static <T> T required(String name, @Nullable T value) throws MalformedEvent {
        if (value == null) {
            throw new MalformedEvent(name + " is missing");
        }
        return value;
    }
}
