package pressroom.events;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents attributes of a record, written and read as Kafka headers.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents
 *     Kafka binding, binary content mode</a>
 */
public final class CloudEventHeaders {

    private static final String SPEC_VERSION = "ce_specversion";
    private static final String ID = "ce_id";
    private static final String SOURCE = "ce_source";
    private static final String TYPE = "ce_type";
    private static final String SUBJECT = "ce_subject";
    private static final String TIME = "ce_time";
    private static final String CONTENT_TYPE = "content-type";
    private static final String TRACEPARENT = "traceparent";
    private static final String IDEMPOTENCY_HASH = "ce_idempotencyhash";
    private static final String REQUEST_HASH = "ce_requesthash";
    private static final Set<String> READ = Set.of(SPEC_VERSION, ID, SOURCE, TYPE, SUBJECT, TIME, CONTENT_TYPE);
    private static final int MAX_VALUE_BYTES = 1024;
    private static final String JSON = "application/json";
    private static final Pattern JSON_WITH_PARAMETERS = Pattern.compile(JSON + "\\s*;.*");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private static final List<Header> CONSTANT =
            List.of(Header.of(SPEC_VERSION, "1.0"), Header.of(SOURCE, "/blog-service"), Header.of(CONTENT_TYPE, JSON));

    private final Map<String, String> values = new HashMap<>(16);
    private final List<String> traces = new ArrayList<>(1);
    private final Map<String, String> hashes = new HashMap<>(4);

    private CloudEventHeaders() {}

    /** The headers of an event of blog-service whose post has no Idempotency-Key. */
    public static List<Header> of(UUID id, String ceType, UUID subject, Instant time, @Nullable String traceparent) {
        return of(id, ceType, subject, time, traceparent, null);
    }

    /** The headers of an event of blog-service. */
    public static List<Header> of(
            UUID id,
            String ceType,
            UUID subject,
            Instant time,
            @Nullable String traceparent,
            @Nullable IdempotencyHashes hashes) {
        List<Header> headers = new ArrayList<>(CONSTANT);
        headers.add(Header.of(ID, id.toString()));
        headers.add(Header.of(TYPE, ceType));
        headers.add(Header.of(SUBJECT, subject.toString()));
        headers.add(Header.of(TIME, time.toString()));
        if (traceparent != null) {
            headers.add(Header.of(TRACEPARENT, traceparent));
        }
        if (hashes != null) {
            headers.add(Header.of(IDEMPOTENCY_HASH, hashes.key()));
            headers.add(Header.of(REQUEST_HASH, hashes.request()));
        }
        return headers;
    }

    /** Takes the attributes out of a record's headers; others are passed over. */
    static CloudEventHeaders read(Iterable<Header> headers) throws MalformedEvent {
        CloudEventHeaders attributes = new CloudEventHeaders();
        for (Header header : headers) {
            if (READ.contains(header.name())) {
                attributes.add(header);
            } else if (header.name().equals(TRACEPARENT)) {
                attributes.traces.add(header.text());
            } else if (header.name().equals(IDEMPOTENCY_HASH) || header.name().equals(REQUEST_HASH)) {
                attributes.hashes.put(header.name(), header.text());
            }
        }
        return attributes;
    }

    private void add(Header header) throws MalformedEvent {
        String name = header.name();
        byte[] value = header.value();
        if (value != null && value.length > MAX_VALUE_BYTES) {
            throw new MalformedEvent("header " + name + " is longer than " + MAX_VALUE_BYTES + " bytes");
        }
        String text = header.text();
        if (text.indexOf('\uFFFD') >= 0) {
            throw new MalformedEvent("header " + name + " is not UTF-8: " + Excerpt.of(text));
        }
        if (values.put(name, text) != null) {
            throw new MalformedEvent("header " + name + " appears twice");
        }
    }

    /** The type, once the record is known to be a CloudEvent at all. */
    String type() throws MalformedEvent {
        if (!required(SPEC_VERSION).equals("1.0")) {
            throw new MalformedEvent("header ce_specversion is not 1.0: " + Excerpt.of(required(SPEC_VERSION)));
        }
        return required(TYPE);
    }

    /** Joins the attributes and the data that the record's value held. */
    CloudEvent with(BlogEvent data) throws MalformedEvent {
        UUID id = Uuids.parse("header ce_id", required(ID));
        required(SOURCE);
        if (!required(SUBJECT).equals(data.blogId().toString())) {
            throw new MalformedEvent("header ce_subject is not the blogId: " + Excerpt.of(required(SUBJECT)));
        }
        if (!isJson(required(CONTENT_TYPE))) {
            throw new MalformedEvent(
                    "header content-type is not application/json: " + Excerpt.of(required(CONTENT_TYPE)));
        }
        return new CloudEvent(id, time(), traceparent(), hashes(), data);
    }

    private static boolean isJson(String contentType) {
        return contentType.equals(JSON)
                || JSON_WITH_PARAMETERS.matcher(contentType).matches();
    }

    private Instant time() throws MalformedEvent {
        try {
            Instant time = Times.parse(required(TIME));
            Valid.time("header ce_time", time);
            return time;
        } catch (DateTimeParseException e) {
            throw new MalformedEvent("header ce_time is not an RFC 3339 time: " + Excerpt.of(required(TIME)));
        } catch (IllegalArgumentException e) {
            throw new MalformedEvent(String.valueOf(e.getMessage()));
        }
    }

    /** A trace only helps who looks for a cause: one that is spoilt is left out, and the event counts all the same. */
    private @Nullable String traceparent() {
        return traces.size() == 1 && TRACE.matcher(traces.get(0)).matches() ? traces.get(0) : null;
    }

    /** No consumer needs them: ones that are spoilt are left out, and the event counts all the same. */
    private @Nullable IdempotencyHashes hashes() {
        return IdempotencyHashes.orNull(
                hashes.getOrDefault(IDEMPOTENCY_HASH, ""), hashes.getOrDefault(REQUEST_HASH, ""));
    }

    private String required(String name) throws MalformedEvent {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new MalformedEvent("header " + name + " is missing");
        }
        return value;
    }
}
