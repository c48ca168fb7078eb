package pressroom.posts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostReaderTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void readsAJekyllPost() {
        var post = post("_posts/2020-02-20-hello.md", """
                ---
                layout: post
                title: "Hello: world"
                author: The Editors
                categories: release news
                tags: [Kafka, 1.10, yes]
                ---

                # Body

                ---
                stays
                """);
        assertThat(post.title()).isEqualTo("Hello: world");
        assertThat(post.authorId()).isEqualTo("the-editors");
        assertThat(post.publishedAt()).isEqualTo("2020-02-20T00:00:00Z");
        assertThat(post.tags()).containsExactly("Kafka", "1.10", "yes", "release", "news");
        assertThat(post.body()).isEqualTo("\n# Body\n\n---\nstays\n");
    }

    @Test
    void readsAZolaPost() {
        var post = post("hello.md", """
                +++
                title = "Hello"
                date = 2020-02-20T10:00:00+01:00
                [taxonomies]
                tags = ["a", "b"]
                categories = ["a", "c"]
                [extra]
                author = "Zed"
                +++
                Body""");
        assertThat(post)
                .isEqualTo(new Post(
                        "hello.md",
                        "zed",
                        "Hello",
                        "Body",
                        List.of("a", "b", "c"),
                        Instant.parse("2020-02-20T09:00:00Z")));
    }

    @Test
    void readsAHugoPostWithAuthorObjects() {
        var post = post("hello.md", """
                +++
                Title = "Hello"
                date = 2020-02-20
                [[authors]]
                name = "First One"
                [[authors]]
                name = "Second One"
                +++
                Body""");
        assertThat(post.authorId()).isEqualTo("first-one");
    }

    @Test
    void readsAHexoPostWithoutOpeningLine() {
        var post = post("hello.md", "title: Hello\nauthor: A\ncategories:\n- [Sports, Ball]\n---\nBody");
        assertThat(post.tags()).containsExactly("Sports", "Ball");
        assertThat(post.body()).isEqualTo("Body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "author: Zed", "authors: Zed", "authors: [Zed, Y]", "authors:\n  - name: Zed\n    url: x\n  - name: Y",
                "author:\n  name: Zed", "Author: Zed", "author:\nauthors: [Zed]", "extra:\n  author: Zed",
            })
    void takesTheFirstAuthor(String author) {
        assertThat(post("a.md", "---\ntitle: T\n" + author + "\n---\n").authorId())
                .isEqualTo("zed");
    }

    @Test
    void readsCarriageReturnsAndAByteOrderMark() {
        var post = post("a.md", "\uFEFF---\r\ntitle: T\r\nauthor: A\r\n---\r\nBody\r\n");
        assertThat(post.title()).isEqualTo("T");
        assertThat(post.body()).isEqualTo("Body\r\n");
    }

    @Test
    void hasNoDateWhenNeitherFrontMatterNorPathHasOne() {
        assertThat(post("a.md", "---\ntitle: T\nauthor: A\n---\n").publishedAt())
                .isNull();
    }

    @Test
    void usesTheFallbackOnlyWhereNoAuthorIsNamed() {
        var reader = new PostReader("fall-back", NOW);
        assertThat(reader.read(file("a.md", "---\ntitle: T\n---\n")))
                .isInstanceOfSatisfying(
                        Reading.Ready.class,
                        ready -> assertThat(ready.post().authorId()).isEqualTo("fall-back"));
        assertThat(reader.read(file("a.md", "---\ntitle: T\nauthor: Z\n---\n")))
                .isInstanceOfSatisfying(
                        Reading.Ready.class,
                        ready -> assertThat(ready.post().authorId()).isEqualTo("z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'author: A' | has no title",
                "'title: T' | has no author",
                "'title: T\nauthor: \"!\"' | neither letter nor digit",
                "'title: T\nauthor: A\ndate: soon' | its date 'soon' is none",
                "'title: a: b' | not YAML (line 2)",
                "'title: T\nauthor: !!java.net.URL [\"http://x\"]' | not YAML",
                "'just words' | no fields",
            })
    void saysWhatIsWrong(String fields, String reason) {
        assertThat(read("a.md", "---\n" + fields + "\n---\n"))
                .isInstanceOfSatisfying(Reading.Failed.class, failed -> assertThat(failed.reason())
                        .contains(reason));
    }

    @Test
    void saysThatFrontMatterIsNotClosedOrMissing() {
        assertThat(read("a.md", "---\ntitle: T\n"))
                .hasToString(
                        "Failed[path=a.md, reason=its front matter is never closed: put a line --- between the fields and the text]");
        assertThat(read("a.md", "# Words")).isInstanceOf(Reading.Failed.class);
        assertThat(read("a.md", "+++\ntitle = T\n+++\n")).asString().contains("not TOML (line 2)");
    }

    @Test
    void refusesABombOfAliases() {
        var bomb = new StringBuilder("---\na0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(read("a.md", bomb + "---\n")).isInstanceOf(Reading.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft: true", "published: false", "date: 2027-01-01"})
    void skipsWhatIsNotToBePublishedNow(String field) {
        assertThat(read("a.md", "---\ntitle: T\nauthor: A\n" + field + "\n---\n"))
                .isInstanceOf(Reading.Skipped.class);
    }

    @Test
    void skipsSectionPagesAndReadmes() {
        assertThat(read("blog/_index.md", "+++\ntitle = 'Blog'\n+++\n")).isInstanceOf(Reading.Skipped.class);
        assertThat(read("README.md", "# Project")).isInstanceOf(Reading.Skipped.class);
        assertThat(post("README.md", "---\ntitle: T\nauthor: A\n---\n").title()).isEqualTo("T");
    }

    @Test
    void reportsWhatIsNotUtf8OrCannotBeRead() {
        var reader = new PostReader(null, NOW);
        assertThat(reader.read(new PostFile("a.md", () -> "---\ntitle: é\n---\n".getBytes(ISO_8859_1))))
                .isEqualTo(new Reading.Failed("a.md", "not UTF-8: save it in that encoding"));
        assertThat(reader.read(new PostFile("a.md", () -> {
                    throw new IOException("no permission");
                })))
                .isEqualTo(new Reading.Failed("a.md", "cannot be read: no permission"));
    }

    private static Post post(String path, String text) {
        var reading = read(path, text);
        assertThat(reading).isInstanceOf(Reading.Ready.class);
        return ((Reading.Ready) reading).post();
    }

    private static Reading read(String path, String text) {
        return new PostReader(null, NOW).read(file(path, text));
    }

    private static PostFile file(String path, String text) {
        return new PostFile(path, () -> text.getBytes(UTF_8));
    }
}
