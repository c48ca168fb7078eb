package pressroom.chaos.faults;

import static pressroom.chaos.faults.EventFaults.utf8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import pressroom.chaos.check.Topics;

/** Records that are no events. */
final class Poisons {
    private static final String TYPE = "pressroom.BlogPublished.v1";
    private static final String GOOD = """
            {"blogId":"0192f0c4-7b1e-7c3a-9a51-5d1f2b6e8a90","version":%s,"authorId":"poison","title":"t","body":"b",\
            "tags":[],"publishedAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"%s}""";

    /**
     * A kind of poison.
     *
     * @param quarantined whether it is to be kept; what belongs to a newer contract is skipped
     */
    record Kind(String name, boolean quarantined, Supplier<ProducerRecord<byte[], byte[]>> make) {
        ProducerRecord<byte[], byte[]> record() {
            return make.get();
        }
    }

    private static final List<Kind> ALL = List.of(
            kind("an empty value", () -> record(TYPE, new byte[0], Map.of())),
            kind("no value", () -> record(TYPE, null, Map.of())),
            kind("a truncated value", () -> record(TYPE, utf8(good("1", "").substring(0, 60)), Map.of())),
            kind("bad UTF-8", () -> record(TYPE, new byte[] {'{', '"', (byte) 0xc3, '(', '"', '}'}, Map.of())),
            kind("a byte order mark", () -> record(TYPE, utf8("\ufeff" + good("1", "")), Map.of())),
            kind("a negative version", () -> record(TYPE, utf8(good("-1", "")), Map.of())),
            kind("a version like 1e999999", () -> record(TYPE, utf8(good("1e999999", "")), Map.of())),
            kind("a doubled field", () -> record(TYPE, utf8(good("1", ",\"version\":2")), Map.of())),
            kind("no type", () -> record(null, utf8(good("1", "")), Map.of())),
            kind("an unknown major version", () -> record("pressroom.BlogPublished.v2", utf8(good("1", "")), Map.of())),
            kind("another specversion", () -> record(TYPE, utf8(good("1", "")), Map.of("ce_specversion", "7"))),
            kind("an id that is none", () -> record(TYPE, utf8(good("1", "")), Map.of("ce_id", "x".repeat(100_000)))),
            kind("nesting", () -> record(TYPE, utf8(good("1", ",\"x\":" + "[".repeat(100_000))), Map.of())),
            kind("another author's key", () -> withKey("somebody-else")),
            kind("no key", () -> withKey(null)),
            new Kind("an unknown type", false, () -> record("pressroom.BlogLiked.v1", utf8("{}"), Map.of())),
            kind(
                    "a class to load",
                    () -> record(
                            TYPE,
                            utf8("{\"@class\":\"java.lang.ProcessBuilder\"}"),
                            Map.of("__TypeId__", "java.lang.ProcessBuilder"))));

    private Poisons() {}

    static List<Kind> some(Random random, int number) {
        List<Kind> shuffled = new ArrayList<>(ALL);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, number);
    }

    private static Kind kind(String name, Supplier<ProducerRecord<byte[], byte[]>> make) {
        return new Kind(name, true, make);
    }

    private static String good(String version, String more) {
        return GOOD.formatted(version, more);
    }

    private static ProducerRecord<byte[], byte[]> withKey(@Nullable String key) {
        ProducerRecord<byte[], byte[]> good = record(TYPE, utf8(good("1", "")), Map.of());
        return new ProducerRecord<>(Topics.EVENTS, null, key == null ? null : utf8(key), good.value(), good.headers());
    }

    private static ProducerRecord<byte[], byte[]> record(
            @Nullable String type, byte @Nullable [] value, Map<String, String> other) {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "ce_specversion", "1.0",
                "ce_id", "0192f0c4-7b1e-7c3a-9a51-5d1f2b6e8a91",
                "ce_source", "/blog-service",
                "ce_subject", "0192f0c4-7b1e-7c3a-9a51-5d1f2b6e8a90",
                "ce_time", "2026-01-01T00:00:00Z",
                "content-type", "application/json"));
        if (type != null) {
            headers.put("ce_type", type);
        }
        headers.putAll(other);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.EVENTS, utf8("poison"), value);
        headers.forEach((name, text) -> record.headers().add(name, utf8(text)));
        return record;
    }
}
