package pressroom.blog.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of a request, passed on with the event so that a trace goes on behind the topic. */
public final class TraceParent {

    /** The header's name, in requests and in records. */
    public static final String HEADER = "traceparent";

    private static final Pattern VALID = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** The header's value if it is one, else null: a broken trace must not stop a post. */
    public static @Nullable String validOrNull(@Nullable String header) {
        return header != null && VALID.matcher(header).matches() ? header : null;
    }
}
