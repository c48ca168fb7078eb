package pressroom.blog.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostilePostsTest {

    /** What sanitised HTML is made of: text without angle brackets, and tags whose attributes are all quoted. */
    private static final Pattern TAG = Pattern.compile("</?([a-z0-9]+)((?: [a-z]+=\"[^\"<>]*\")*)(?: /)?>");

    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z]+)=\"([^\"]*)\"");

    private static final Set<String> TAGS =
            Set.of(("a abbr b blockquote br caption cite code dd del details dfn dl dt em"
                            + " figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small strong sub summary"
                            + " sup table tbody td tfoot th thead tr u ul var")
                    .split(" "));
    private static final Set<String> ATTRIBUTES = Set.of(
            ("align alt colspan decoding height href loading referrerpolicy rel rowspan src start tabindex title width")
                    .split(" "));

    private final Markdown markdown = new Markdown();

    static Stream<String> hostilePosts() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/hostile-posts.txt")).stream()
                    .map(line -> line.replace('⏎', '\n'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("hostilePosts")
    void ofAHostilePostOnlyTextAndHarmlessTagsAreLeft(String post) {
        assertHarmless(markdown.render(post).toString());
        assertHarmless(markdown.render("> - *text* " + post + "\n\nmore").toString());
    }

    @ParameterizedTest
    @MethodSource("hostilePosts")
    void aHostileSnippetIsTextWithEmphasisAtMost(String snippet) {
        String html = markdown.snippet("<em>" + snippet + "</em>").toString();

        assertThat(html.replace("<em>", "").replace("</em>", "")).doesNotContain("<", ">");
    }

    @Test
    void aPictureOverHttpsIsShownAndAnyOtherIsALink() {
        assertThat(markdown.render("![A cat](https://x.example/cat.png)").toString())
                .contains("<img src=\"https://x.example/cat.png\" alt=\"A cat\" loading=\"lazy\"")
                .contains("referrerpolicy=\"no-referrer\"");
        assertThat(markdown.render("![A cat](http://x.example/cat.png)").toString())
                .contains("<a href=\"http://x.example/cat.png\"", ">A cat</a>")
                .doesNotContain("<img");
    }

    @Test
    void linksTellOtherSitesNothingAndLendThemNoWeight() {
        assertThat(markdown.render("[x](https://x.example)").toString())
                .contains("rel=\"nofollow noopener noreferrer ugc\"");
    }

    @Test
    void thePostsOwnHeadingsComeBelowItsTitle() {
        assertThat(markdown.render("# One\n\n<h1>Raw</h1>\n\n###### Six").toString())
                .contains("<h2>One</h2>", "<h2>Raw</h2>", "<h6>Six</h6>")
                .doesNotContain("<h1");
    }

    @Test
    void ordinaryMarkdownComesThrough() {
        String html = markdown.render("""
                **bold** ~~gone~~ https://auto.example

                | a | b |
                |:--|--:|
                | 1 | 2 |

                ```java
                if (a < b) {}
                ```
                """).toString();

        assertThat(html)
                .contains("<strong>bold</strong>", "<del>gone</del>", "href=\"https://auto.example\"")
                .contains("<td align=\"right\">2</td>")
                .contains("if (a &lt; b) {}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"> ", "- ", "*a ", "[", "![", "<b>", "<div>", "`", "~~", "| a ", "**a *b ", "&", "[a](", "<!--"})
    void aPostThatIsNestedOrRepeatedToTheLimitIsRenderedAllTheSame(String piece) {
        String post = piece.repeat((1 << 17) / piece.length());

        assertThatCode(() -> assertHarmless(markdown.render(post + "x").toString()))
                .doesNotThrowAnyException();
    }

    private static void assertHarmless(String html) {
        Matcher tags = TAG.matcher(html);
        StringBuilder text = new StringBuilder();
        int end = 0;
        while (tags.find()) {
            text.append(html, end, tags.start());
            end = tags.end();
            assertThat(TAGS).contains(tags.group(1));
            assertHarmlessAttributes(tags.group(2));
        }
        assertThat(text.append(html.substring(end)).toString()).doesNotContain("<", ">");
    }

    private static void assertHarmlessAttributes(String attributes) {
        Matcher each = ATTRIBUTE.matcher(attributes);
        while (each.find()) {
            assertThat(ATTRIBUTES).contains(each.group(1));
            String value = each.group(2).toLowerCase(Locale.ROOT);
            if (each.group(1).equals("src")) {
                assertThat(value).startsWith("https://");
            }
            if (each.group(1).equals("href")) {
                assertThat(value.replaceAll("[/?#].*", "")).matches("(https?|mailto)(:|&#58;).*|[^:]*");
                assertThat(value).doesNotMatch("\\s*(&#\\w+;)*(javascript|data|vbscript|blob).*:.*");
            }
        }
    }
}
