package pressroom.events;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Records that are no events: a name, words of the reason, and the record. */
final class Poisons {

    private static final Records SOUND = Records.sound();
    private static final int DEEP = 100_000;

    private Poisons() {}

    static Stream<Arguments> values() {
        return Stream.of(
                poison("null", "empty", SOUND.withValue(null)),
                poison("empty", "empty", SOUND.withValue(new byte[0])),
                poison("one brace", "not a JSON object", SOUND.withText(text -> "{")),
                poison("truncated", "not valid JSON", SOUND.withText(text -> text.substring(0, text.length() - 1))),
                poison("truncated in a string", "not valid JSON", SOUND.withText(text -> text.substring(0, 12))),
                poison("byte order mark", "not a JSON object in UTF-8", SOUND.withText(text -> "\ufeff" + text)),
                poison("UTF-16", "not a JSON object in UTF-8", in(UTF_16)),
                poison("UTF-16LE", "not a JSON object in UTF-8", in(UTF_16LE)),
                poison("UTF-16BE", "not a JSON object in UTF-8", in(UTF_16BE)),
                poison("UTF-32", "not a JSON object in UTF-8", in(Charset.forName("UTF-32LE"))),
                poison("an array", "not a JSON object", SOUND.withText(text -> "[" + text + "]")),
                poison("a string", "not a JSON object", SOUND.withText(text -> "\"{}\"")),
                poison("NUL bytes", "not a JSON object", SOUND.withValue(new byte[10])),
                poison("NUL escaped", "U+0000", SOUND.with("\"T\"", "\"\\u0000\"")),
                poison("NUL raw", "not valid JSON", SOUND.with("\"T\"", "\"\u0000\"")),
                poison("NUL in a tag", "U+0000", SOUND.with("\"x\"", "\"\\u0000\"")),
                poison("NUL in the author", "U+0000", SOUND.with("anna", "\\u0000")),
                poison("high surrogate alone", "surrogate", SOUND.with("\"B\"", "\"\\ud83d\"")),
                poison("low surrogate alone", "surrogate", SOUND.with("\"B\"", "\"\\ude00\"")),
                poison("surrogates swapped", "surrogate", SOUND.with("\"B\"", "\"\\ude00\\ud83d\"")),
                poison("trailing garbage", "goes on", SOUND.withText(text -> text + "{}")),
                poison("trailing junk", "JSON", SOUND.withText(text -> text + "x")),
                poison("comment", "not valid JSON", SOUND.withText(text -> text.replaceFirst("\\{", "{/**/"))),
                poison("deep unknown array", "not valid JSON", SOUND.withText(text -> nested(text, "[", "]"))),
                poison("deep unknown object", "not valid JSON", SOUND.withText(text -> nested(text, "{\"a\":", "}"))),
                poison("deep and open", "not valid JSON", SOUND.withText(text -> "{\"a\":".repeat(DEEP))),
                poison("20 MB string", "not valid JSON", SOUND.with("\"B\"", "\"" + "x".repeat(20_000_000) + "\"")),
                poison("20 MB name", "not valid JSON", SOUND.with("\"tags\"", "\"" + "x".repeat(20_000_000) + "\"")));
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                poison("doubled field", "title appears twice", SOUND.with("\"title\"", "\"title\":\"A\",\"title\"")),
                poison(
                        "doubled by an escape",
                        "title appears twice",
                        SOUND.with("\"title\"", "\"\\u0074itle\":\"A\",\"title\"")),
                poison("version missing", "version is missing", SOUND.with("\"version\":7,", "")),
                poison("tags missing", "tags is missing", SOUND.with("\"tags\":[\"x\"],", "")),
                poison("all missing", "blogId is missing", SOUND.withText(text -> "{}")),
                poison("author null", "authorId is not a string", SOUND.with("\"anna\"", "null")),
                poison("tags null", "tags is not an array", SOUND.with("[\"x\"]", "null")),
                poison("tag null", "tags is not a string", SOUND.with("\"x\"", "null")),
                poison("version null", "version is not an integer", SOUND.with(":7", ":null")),
                poison("author a number", "authorId is not a string", SOUND.with("\"anna\"", "1")),
                poison("title an object", "title is not a string", SOUND.with("\"T\"", "{}")),
                poison("tags a string", "tags is not an array", SOUND.with("[\"x\"]", "\"x\"")),
                poison("tags an object", "tags is not an array", SOUND.with("[\"x\"]", "{\"0\":\"x\"}")),
                poison("version a string", "version is not an integer", SOUND.with(":7", ":\"7\"")),
                poison("version a fraction", "version is not an integer", SOUND.with(":7", ":7.0")),
                poison("version 1e999999", "version is not an integer", SOUND.with(":7", ":1e999999")),
                poison("version true", "version is not an integer", SOUND.with(":7", ":true")),
                poison("version NaN", "not valid JSON", SOUND.with(":7", ":NaN")),
                poison("version 007", "not valid JSON", SOUND.with(":7", ":007")),
                poison("version negative", "version must be 1 or more", SOUND.with(":7", ":-7")),
                poison("version zero", "version must be 1 or more", SOUND.with(":7", ":0")),
                poison("version 2^31", "not valid JSON", SOUND.with(":7", ":2147483648")),
                poison("version 2^63", "not valid JSON", SOUND.with(":7", ":9223372036854775808")),
                poison("version of 1 MB", "not valid JSON", SOUND.with(":7", ":" + "9".repeat(1_000_000))),
                poison("UUID of other text", "blogId is not a UUID", SOUND.with("0190b7a4-", "0190b7a4x")),
                poison("UUID with signs", "blogId is not a UUID", SOUND.with("0190b7a4-7e0c", "+190b7a4-7e0c")),
                poison(
                        "UUID in other digits",
                        "blogId is not a UUID",
                        SOUND.with("0190b7a4-7e0c", "\uff10190b7a4-7e0c")),
                poison("UUID in other groups", "blogId is not a UUID", SOUND.with("0190b7a4-7e0c", "0190b7-a47e0c")),
                poison(
                        "UUID too short",
                        "blogId is not a UUID",
                        SOUND.with("0190b7a4-7e0c-7c1e-9b1a-3f5d6c7e8f90", "1-1-1-1-1")),
                poison(
                        "author empty",
                        "authorId must not be empty",
                        SOUND.with("anna", "").withKey(new byte[0])),
                poison("author of 256 bytes", "longer than 255 bytes", SOUND.with("anna", "é".repeat(128))),
                poison("year +12345", "years 0000 to 9999", SOUND.with("2026-01-05", "+12345-01-05")),
                poison("year -0001", "years 0000 to 9999", SOUND.with("2026-01-05", "-0001-01-05")),
                poison("time without zone", "not an RFC 3339 time", SOUND.with("15Z", "15")),
                poison("time of no day", "not an RFC 3339 time", SOUND.with("2026-01-05", "2026-02-30")),
                poison(
                        "time a number",
                        "publishedAt is not a string",
                        SOUND.with("\"2026-01-05T09:30:15Z\"", "1767605415")));
    }

    static Stream<Arguments> attributes() {
        return Stream.of(
                poison("key null", "the key is not the authorId", SOUND.withKey(null)),
                poison("key empty", "the key is not the authorId", SOUND.withKey(new byte[0])),
                poison("key another's", "the key is not the authorId", SOUND.withKey("bert".getBytes(UTF_8))),
                poison("key longer", "the key is not the authorId", SOUND.withKey("anna ".getBytes(UTF_8))),
                poison(
                        "other major version",
                        "unsupported version",
                        SOUND.withHeader("ce_type", "pressroom.BlogPublished.v2")),
                poison(
                        "major version 10",
                        "unsupported version",
                        SOUND.withHeader("ce_type", "pressroom.BlogUnpublished.v10")),
                poison(
                        "type of another event",
                        "unpublishedAt is missing",
                        SOUND.withHeader("ce_type", "pressroom.BlogUnpublished.v1")),
                poison("no type", "header ce_type is missing", SOUND.without("ce_type")),
                poison("no id", "header ce_id is missing", SOUND.without("ce_id")),
                poison("no source", "header ce_source is missing", SOUND.without("ce_source")),
                poison("no subject", "header ce_subject is missing", SOUND.without("ce_subject")),
                poison("no time", "header ce_time is missing", SOUND.without("ce_time")),
                poison("no spec version", "header ce_specversion is missing", SOUND.without("ce_specversion")),
                poison("no content type", "header content-type is missing", SOUND.without("content-type")),
                poison("other spec version", "not 1.0", SOUND.withHeader("ce_specversion", "0.3")),
                poison("other content type", "not application/json", SOUND.withHeader("content-type", "text/json")),
                poison("another subject", "not the blogId", SOUND.withHeader("ce_subject", "x")),
                poison("empty source", "ce_source is missing", SOUND.withHeader("ce_source", "")),
                poison(
                        "id of controls",
                        "is not a UUID: ??????",
                        SOUND.withHeader("ce_id", "\u0000\n\u0085\u202e\u2028\ufeff")),
                poison(
                        "id null",
                        "header ce_id is missing",
                        SOUND.without("ce_id").plus(new Header("ce_id", null))),
                poison("id null and not", "header ce_id appears twice", SOUND.plus(new Header("ce_id", null))),
                poison(
                        "id bad UTF-8",
                        "header ce_id is not UTF-8",
                        SOUND.without("ce_id").plus(bytes("ce_id", "ff"))),
                poison(
                        "type bad UTF-8",
                        "header ce_type is not UTF-8",
                        SOUND.without("ce_type").plus(bytes("ce_type", "c0af"))),
                poison(
                        "content type alike",
                        "not application/json",
                        SOUND.withHeader("content-type", "application/jsonp")),
                poison(
                        "year 12345",
                        "ce_time must lie in the years",
                        SOUND.withHeader("ce_time", "+12345-01-05T00:00:00Z")),
                poison("id no UUID", "ce_id is not a UUID", SOUND.withHeader("ce_id", "1")),
                poison("time no time", "ce_time is not an RFC 3339 time", SOUND.withHeader("ce_time", "today")),
                poison("doubled id", "ce_id appears twice", SOUND.plus(Header.of("ce_id", Samples.BLOG.toString()))),
                poison("doubled type", "ce_type appears twice", SOUND.plus(Header.of("ce_type", "other"))),
                poison("100 kB id", "longer than 1024 bytes", SOUND.withHeader("ce_id", "1".repeat(100_000))),
                poison("100 kB type", "longer than 1024 bytes", SOUND.withHeader("ce_type", "t".repeat(100_000))));
    }

    private static Header bytes(String name, String hex) {
        return new Header(name, HexFormat.of().parseHex(hex));
    }

    private static Arguments poison(String name, String reason, Records record) {
        return Arguments.of(name, reason, record);
    }

    private static Records in(Charset charset) {
        return SOUND.withValue(Records.JSON.getBytes(charset));
    }

    private static String nested(String text, String open, String close) {
        return text.replaceFirst("\\{", "{\"deep\":" + open.repeat(DEEP) + "1" + close.repeat(DEEP) + ",");
    }
}
