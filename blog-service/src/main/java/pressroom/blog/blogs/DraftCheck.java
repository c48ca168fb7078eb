package pressroom.blog.blogs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import pressroom.blog.web.Problem;

/** Turns a request into a {@link Draft}, or into one answer that names all that is wrong with it. */
final class DraftCheck {

    static final int MAX_TITLE_CHARS = 300;
    static final int MAX_BODY_BYTES = 1 << 20;
    static final int MAX_TAGS = 20;
    static final int MAX_TAG_CHARS = 50;
    /** UTF-16 units that are taken before a tag is normalized, for each character that may be left of it. */
    private static final int UNITS_BEFORE = 20;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private final BlogRequest request;
    private final Instant now;
    private final Map<String, String> errors = new LinkedHashMap<>();

    private DraftCheck(BlogRequest request, Instant now) {
        this.request = request;
        this.now = now;
    }

    static Draft check(BlogRequest request, Clock clock) {
        return new DraftCheck(request, clock.instant()).check();
    }

    private Draft check() {
        Draft draft = new Draft(title(), body(), tags(), publishedAt());
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        if (draft.body().getBytes(UTF_8).length > MAX_BODY_BYTES) {
            throw Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE, "The body is longer than " + MAX_BODY_BYTES + " bytes of UTF-8.");
        }
        return draft;
    }

    private String title() {
        String title = text("title", request.title());
        if (title.isBlank()) {
            errors.putIfAbsent("title", "must not be empty");
        }
        limit("title", title, MAX_TITLE_CHARS);
        return title;
    }

    private String body() {
        return text("body", request.body());
    }

    private List<String> tags() {
        List<@Nullable String> tags = Objects.requireNonNullElse(request.tags(), List.of());
        if (tags.size() > MAX_TAGS) {
            errors.put("tags", "must not be more than " + MAX_TAGS);
            return List.of();
        }
        return tags.stream().map(this::tag).toList();
    }

    private String tag(@Nullable String tag) {
        String text = text("tags", tag);
        if (text.length() > MAX_TAG_CHARS * UNITS_BEFORE) {
            // Normalizing takes time with the square of a text's length, if that consists of marks.
            errors.putIfAbsent("tags", "must not be longer than " + MAX_TAG_CHARS + " characters");
            return "";
        }
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (normal.isBlank()) {
            errors.putIfAbsent("tags", "must not be empty");
        }
        limit("tags", normal, MAX_TAG_CHARS);
        return normal;
    }

    private @Nullable Instant publishedAt() {
        if (request.publishedAt() == null) {
            return null;
        }
        try {
            // PostgreSQL keeps microseconds; an answer must not change when it is read back.
            Instant time = Instant.parse(request.publishedAt()).truncatedTo(ChronoUnit.MICROS);
            if (time.isAfter(now) || time.isBefore(EARLIEST)) {
                errors.put("publishedAt", "must lie in the past");
            }
            return time;
        } catch (DateTimeParseException e) {
            errors.put("publishedAt", "must be an RFC 3339 time such as 2026-02-20T10:00:00Z");
            return null;
        }
    }

    private String text(String field, @Nullable String text) {
        if (text == null) {
            errors.putIfAbsent(field, "is missing");
            return "";
        }
        if (text.indexOf(0) >= 0) {
            errors.putIfAbsent(field, "must not contain U+0000");
        }
        if (!UTF_8.newEncoder().canEncode(text)) {
            errors.putIfAbsent(field, "must not contain an unpaired surrogate");
        }
        return text;
    }

    private void limit(String field, String text, int max) {
        if (text.codePointCount(0, text.length()) > max) {
            errors.putIfAbsent(field, "must not be longer than " + max + " characters");
        }
    }
}
