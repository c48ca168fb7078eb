package pressroom.http;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Calls that take a body, and what it may cost. The body of any other call is never read.
 *
 * @param method of the calls
 * @param path of the calls, such as {@code /api/blogs/*}
 * @param kind what the body is
 * @param most longest body, in bytes
 * @param copies bytes of heap that handling holds at most for each byte of the body
 * @param token whether only callers with a valid token may send it
 */
public record BodyRule(HttpMethod method, PathPattern path, Kind kind, DataSize most, int copies, boolean token) {

    /** What any request costs beside its body: its head, its thread and its answer's buffers. */
    private static final long BASE_BYTES = 8 << 10;

    /** An upload goes to the disk in pieces of 1 MiB, of which two are in memory. */
    private static final long UPLOAD_BYTES = 5 << 19;

    private static final Pattern JSON = Pattern.compile("application/(json|[a-z0-9.-]{1,100}\\+json)");

    /** What a body may be, by its Content-Type. */
    public enum Kind {
        /** {@code application/json} or {@code application/*+json}, or without a type. */
        JSON,
        /** {@code application/x-www-form-urlencoded}. */
        FORM,
        /** {@code text/*}, or without a type. */
        TEXT,
        /** Read in pieces as it arrives by the call itself: a zip, or a form with a file. */
        UPLOAD
    }

    /** Bodies of JSON, with a token. */
    public static BodyRule json(HttpMethod method, String path, DataSize most, int copies) {
        return new BodyRule(method, pattern(path), Kind.JSON, most, copies, true);
    }

    /** A form of a page. It may come without a token: its page says what is missing. */
    public static BodyRule form(String path, DataSize most, int copies) {
        return new BodyRule(HttpMethod.POST, pattern(path), Kind.FORM, most, copies, false);
    }

    /** Plain text, with a token. */
    public static BodyRule text(String path, DataSize most, int copies) {
        return new BodyRule(HttpMethod.POST, pattern(path), Kind.TEXT, most, copies, true);
    }

    /** An upload, with a token. */
    public static BodyRule upload(String path, DataSize most) {
        return new BodyRule(HttpMethod.POST, pattern(path), Kind.UPLOAD, most, 0, true);
    }

    boolean appliesTo(String requestMethod, PathContainer requestPath, @Nullable String contentType) {
        return method.matches(requestMethod) && takes(contentType) && path.matches(requestPath);
    }

    /** What a request holds at most. A body without a declared length may be as long as the longest. */
    long cost(long declared) {
        return BASE_BYTES + (kind == Kind.UPLOAD ? UPLOAD_BYTES : copies * lengthOf(declared));
    }

    /** Whether a request draws on the part for large ones. */
    boolean isLarge(long declared) {
        return kind == Kind.UPLOAD || lengthOf(declared) > ByteBudget.SMALL;
    }

    private long lengthOf(long declared) {
        return declared < 0 ? most.toBytes() : declared;
    }

    private boolean takes(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        return switch (kind) {
            case JSON -> type.isEmpty() || JSON.matcher(type).lookingAt();
            case FORM -> type.startsWith("application/x-www-form-urlencoded");
            case TEXT -> type.isEmpty() || type.startsWith("text/");
            case UPLOAD ->
                type.startsWith("application/zip")
                        || type.startsWith("application/x-zip-compressed")
                        || type.startsWith("multipart/form-data");
        };
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }
}
