package pressroom.posts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to hold up an import, to end it, or to fill what it tells of them: each fails alone, soon and in few words. */
class HostileFrontMatterTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String AUTHOR = "title: T\nauthor: A\n";

    static Stream<Arguments> files() {
        return Stream.of(
                yaml("a list that holds itself", "title: &a [*a]\nauthor: A"),
                yaml("a list that holds itself often", AUTHOR + "tags: &a [" + "*a, ".repeat(19) + "*a]"),
                yaml("a table that holds itself", "title: T\nauthor: &a\n  name: *a"),
                yaml("a table that is its own name", "title: T\n? &a [*a]\n: x\nauthor: A\ntags: !!binary x"),
                yaml("tags that multiply behind aliases", AUTHOR + aliased("x, ".repeat(10_000))),
                yaml("tags that are nothing, many times", AUTHOR + aliased("[], ".repeat(10_000))),
                yaml("wide tags", AUTHOR + "tags: [" + "x, ".repeat(5_000) + "x]"),
                yaml(
                        "a long text, many times",
                        AUTHOR + "l: &l '" + "x ".repeat(1_000) + "'\ntags: [" + "*l, ".repeat(500) + "*l]"),
                yaml("an int that is none", "title: !!int xyz\nauthor: A"),
                yaml("binary that is none", "title: !!binary '%%%'\nauthor: A"),
                yaml("binary", "title: !!binary aGVsbG8=\nauthor: A"),
                yaml("pairs", AUTHOR + "tags: !!pairs [a: b]"),
                yaml("a class", "title: !!javax.script.ScriptEngineManager [!!java.net.URL ['http://127.0.0.1/']]"),
                yaml("a tag of nobody", "title: !<tag:example.com,2000:x> T\nauthor: A"),
                yaml("an escape that is impossible", "title: \"\\UFFFFFFFF\"\nauthor: A"),
                yaml("an escape of another base", "title: \"\\xZZ\"\nauthor: A"),
                yaml("flow collections without end", "title: " + "[".repeat(10_000)),
                yaml("tables in tables", "title: " + "{a: ".repeat(10_000)),
                yaml("block lists in one line", "title:\n  " + "- ".repeat(10_000) + "x"),
                yaml("merges of itself", "title: T\nx: &x {<<: *x, a: b}\nauthor: {<<: [*x, *x]}"),
                yaml("merges of merges", AUTHOR + merged()),
                yaml("a merge of words", AUTHOR + "<<: words"),
                yaml("a name that is too long", AUTHOR + "? " + "k".repeat(60_000) + "\n: [" + "["),
                yaml("an alias of nothing", AUTHOR + "tags: *" + "n".repeat(50_000)),
                yaml("more aliases than are taken", AUTHOR + "l: &l [x]\ntags: [" + "*l, ".repeat(50) + "*l]"),
                yaml("an author of marks", "title: T\nauthor: a" + "\u0316\u0301".repeat(10_000)),
                yaml("a tag of blanks", AUTHOR + "tags: 'a" + " ".repeat(60_000) + "b'"),
                yaml("a tag of marks", AUTHOR + "tags: a" + "\u0301\u0316".repeat(10_000)),
                yaml("an endless date", AUTHOR + "date: 2020-02-20" + " ".repeat(30_000) + "x"),
                yaml("a date of words", AUTHOR + "date: " + "Jan ".repeat(10_000)),
                yaml("a zone that is none", AUTHOR + "date: 2020-02-20 10:00 +:::"),
                yaml("an author of nothing", "title: T\nauthor: '" + "! ".repeat(30_000) + "'"),
                yaml("a huge int", "title: T\nauthor: A\ndate: !!int " + "9".repeat(60_000)),
                yaml("escapes in a date", AUTHOR + "date: \"\\e]0;owned\\a\\e[2J\""),
                yaml("a megabyte of date", AUTHOR + "date: " + "x".repeat(1 << 20)),
                yaml("two megabytes less a little", AUTHOR + "x: [" + "a, ".repeat(600_000) + "a]"),
                toml("arrays without end", "title = " + "[".repeat(10_000)),
                toml("tables in tables", "title = " + "{a = ".repeat(10_000)),
                toml("names in names", "author" + ".name".repeat(10_000) + " = 1\ntitle = 'T'"),
                toml("a huge int", "title = 'T'\nauthor = " + "9".repeat(50_000)),
                toml("an escape that is impossible", "title = \"\\UFFFFFFFF\"\nauthor = 'A'"),
                toml("wide tags", "title = 'T'\nauthor = 'A'\ntags = [" + "'x', ".repeat(5_000) + "]"),
                toml("no date", "title = 'T'\nauthor = 'A'\ndate = 9999-99-99"),
                toml("a megabyte", "title = '" + "x".repeat(1 << 20) + "'\nauthor = 'A'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void failsAloneSoonAndInFewWords(String name, String text) {
        var reading = assertTimeoutPreemptively(SOON, () -> read(text));

        assertThat(reading).isInstanceOfSatisfying(Reading.Failed.class, failed -> assertThat(failed.reason())
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(Reading.Failed.MAX_REASON_CHARS)
                .doesNotContainPattern("\\p{Cntrl}")
                .doesNotContainPattern("([x9n!a] ?)\\1{60}"));
    }

    static Stream<Arguments> slowTexts() {
        return Stream.of(
                Arguments.of(
                        "blanks and a comma", post("tags: 'a" + " ".repeat(25_000) + "," + " ".repeat(25_000) + "b'")),
                Arguments.of(
                        "lines that nearly close", post("x: y") + ("\n---" + " ".repeat(1_000) + "x").repeat(1_000)),
                Arguments.of("one line that nearly closes", post("x: y") + "\n---" + " ".repeat(1_000_000) + "x"),
                Arguments.of("blank lines in front", "\n ".repeat(500_000) + post("x: y")),
                Arguments.of("headings of marks", post("x: y") + "# a" + " #".repeat(500_000) + " b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slowTexts")
    void readsHundredsOfKilobytesInTimeThatGrowsWithTheirLength(String name, String text) {
        assertThat(assertTimeoutPreemptively(SOON, () -> read(text))).isInstanceOf(Reading.Ready.class);
    }

    @Test
    void keepsTagsApartWithoutTheBlanksBesideTheirCommas() {
        assertThat(read(post("tags: ' a ,\tb,, c d ,'")))
                .isInstanceOfSatisfying(
                        Reading.Ready.class,
                        ready -> assertThat(ready.post().tags()).containsExactly("a", "b", "c d"));
    }

    @Test
    void takesALongPostAsBefore() {
        var text = post("tags: [a, b]") + "# Text\n".repeat(200_000);
        assertThat(read(text)).isInstanceOfSatisfying(Reading.Ready.class, ready -> assertThat(
                        ready.post().body())
                .hasSize(1_400_000));
    }

    private static Arguments yaml(String name, String fields) {
        return Arguments.of("YAML: " + name, "---\n" + fields + "\n---\nText\n");
    }

    private static Arguments toml(String name, String fields) {
        return Arguments.of("TOML: " + name, "+++\n" + fields + "\n+++\nText\n");
    }

    private static String post(String field) {
        return "---\n" + AUTHOR + field + "\n---\n";
    }

    /** Five lists of four aliases each, down to one of many values: 20 aliases, 1,024 times the values. */
    private static String aliased(String values) {
        var lists = new StringBuilder("l0: &l0 [" + values + "x]\n");
        for (int i = 1; i <= 5; i++) {
            lists.append("l%1$d: &l%1$d [*l%2$d, *l%2$d, *l%2$d, *l%2$d]\n".formatted(i, i - 1));
        }
        return lists.append("tags: *l5").toString();
    }

    private static String merged() {
        return IntStream.range(1, 30)
                .mapToObj(i -> "m%1$d: &m%1$d {<<: [*m%2$d, *m%2$d], k%1$d: v}".formatted(i, i - 1))
                .collect(Collectors.joining("\n", "m0: &m0 {k: v}\n", "\n"));
    }

    private static Reading read(String text) {
        return new PostReader(null, Clock.systemUTC()).read(new PostFile("a.md", () -> text.getBytes(UTF_8)));
    }
}
