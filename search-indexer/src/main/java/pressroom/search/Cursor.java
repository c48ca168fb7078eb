package pressroom.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.elastic.clients.elasticsearch._types.FieldValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends: the sort values of its last hit, as base64url of {@code [score,publishedAt,"blogId"]}. Without words
 * there is no score.
 *
 * @param score relevance; null when sorted by time only
 * @param publishedAt milliseconds since 1970
 * @param blogId tells apart what was published in the same millisecond
 */
record Cursor(@Nullable Double score, long publishedAt, UUID blogId) {

    private static final int LONGEST = 256;
    private static final String HEX = "[0-9a-f]";
    private static final Pattern JSON = Pattern.compile(
            "\\[(?:(\\d{1,12}(?:\\.\\d{1,20})?(?:E-?\\d{1,2})?),)?(-?\\d{1,15}),\"(%1$s{8}(?:-%1$s{4}){3}-%1$s{12})\"]"
                    .formatted(HEX));

    static Cursor of(List<FieldValue> sort) {
        boolean scored = sort.size() == 3;
        int first = scored ? 1 : 0;
        return new Cursor(
                scored ? number(sort.get(0)) : null,
                sort.get(first).longValue(),
                UUID.fromString(sort.get(first + 1).stringValue()));
    }

    private static double number(FieldValue value) {
        return value.isLong() ? value.longValue() : value.doubleValue();
    }

    /** @throws IllegalArgumentException when this service cannot have written it for a search of this kind */
    static Cursor parse(String text, boolean scored) {
        Matcher json = JSON.matcher(decoded(text));
        if (!json.matches() || scored != (json.group(1) != null)) {
            throw unknown();
        }
        Double score = scored ? Double.valueOf(json.group(1)) : null;
        return new Cursor(score, Long.parseLong(json.group(2)), UUID.fromString(json.group(3)));
    }

    private static String decoded(String text) {
        try {
            return text.length() > LONGEST
                    ? ""
                    : new String(Base64.getUrlDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("cursor must be the next of a page of the same search");
    }

    List<FieldValue> searchAfter() {
        List<FieldValue> values = new ArrayList<>();
        if (score != null) {
            values.add(FieldValue.of(score));
        }
        values.add(FieldValue.of(publishedAt));
        values.add(FieldValue.of(blogId.toString()));
        return values;
    }

    @Override
    public String toString() {
        String json = "[%s%d,\"%s\"]".formatted(score == null ? "" : score + ",", publishedAt, blogId);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
