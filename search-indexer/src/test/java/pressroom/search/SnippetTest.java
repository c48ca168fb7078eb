package pressroom.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetTest {

    private static final String S = Snippet.START;
    private static final String E = Snippet.END;

    @Test
    void foundWordsAreEmphasised() {
        assertThat(snippet("the " + S + "outbox" + E + " relay")).isEqualTo("the <em>outbox</em> relay");
    }

    @Test
    void markdownIsTakenOff() {
        assertThat(snippet("## Head\n\n> **Bold** and _soft_ and `code` with [a " + S + "link" + E
                        + "](https://example.org/x)\n\n- one\n- two ![cat](c.png)"))
                .isEqualTo("Head Bold and soft and code with a <em>link</em> one two cat");
    }

    @Test
    void underscoresOfAnEmphasisedFoundWordAreTakenOff() {
        assertThat(snippet("see " + S + "_docs_" + E + " of snake_case")).isEqualTo("see <em>docs</em> of snake_case");
    }

    @Test
    void piecesThatBeginInsideALinkAreCleaned() {
        assertThat(snippet("text](https://example.org/a) goes on")).isEqualTo("text goes on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*_* _ ", "![[]()", "[a](", "_a_", "a_", "<a ", "~~", "[", "```\n", "<div>"})
    void aPieceAsLongAsItsPostIsCut(String markup) {
        String piece = S + "found" + E + " " + markup.repeat((1 << 20) / markup.length());

        String snippet = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Snippet.of(List.of(piece, piece)));

        assertThat(snippet).startsWith("<em>found</em>").hasSizeLessThan(12_000);
    }

    @Test
    void codeIsShownAsText() {
        assertThat(snippet("```html\n<b>" + S + "x" + E + "</b> & \"y\"\n```"))
                .isEqualTo("&lt;b&gt;<em>x</em>&lt;/b&gt; &amp; &quot;y&quot;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<<script>script>alert(1)<</script>/script>",
                "`<svg/onload=alert(1)>`",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&#60;script&#62;",
                "[x](javascript:alert(1))",
                "![x\" onerror=\"alert(1)](y)",
                "<scr\uE000ipt>alert(1)</scr\uE001ipt>",
                "\uE000<\uE001b onclick='x'>",
                "<a href=\"x\" title='</em><script>'>",
                "<!-- --><script>x</script>",
                "    <script>indented</script>"
            })
    void nothingOfThePostBecomesATag(String body) {
        String withoutOurs = snippet(body).replace("<em>", "").replace("</em>", "");

        assertThat(withoutOurs).doesNotContain("<", ">", "\"", "'", "javascript:");
    }

    @Test
    void emphasisWrittenByTheAuthorIsAlwaysClosed() {
        assertThat(snippet("a" + S + "b" + S + "c")).isEqualTo("a<em>bc</em>");
        assertThat(snippet("a" + E + "b")).isEqualTo("ab");
    }

    @Test
    void piecesAreSetApart() {
        assertThat(Snippet.of(List.of("one", "two"))).isEqualTo("one … two");
        assertThat(Snippet.of(List.of())).isEmpty();
    }

    private static String snippet(String piece) {
        return Snippet.of(List.of(piece));
    }
}
