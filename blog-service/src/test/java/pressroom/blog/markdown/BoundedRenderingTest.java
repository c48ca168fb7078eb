package pressroom.blog.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts whose rendering would take minutes or all memory if it followed CommonMark to the end. */
class BoundedRenderingTest {

    private static final int SHORT = 60_000;
    private static final int LONG = (1 << 20) - 100;
    private static final int MOST_HTML = 5 * (1 << 20) + 100;
    /** On a busy machine; the fastest of these took longer before there were limits, most of them minutes. */
    private static final Duration TIME = Duration.ofSeconds(5);

    private final Markdown markdown = new Markdown();

    static Stream<String> pieces() {
        return Stream.of(
                ("*_* _ |*a_ |_a__ |a**b |*a **a |~~a |~a~~b |a***b**c* |![[]()|[|![|[a](|[](|![](|[a][|[a] |[a](<|[a](b '"
                                + "|[x](\\|[![](|*[a](|<|<a |<a b='|</|<?|<?a?b|<!A|<![CDATA[|<!--|<http://|<a@|&|&#|`|``a`|\\|a@a|a.a@"
                                + "|a@b.cc |http://|http://a|http://a |www.a.|://|aa:|a+|<b><p>|<b><i><em><a href=x><div>|<table><tr><td>"
                                + "|\"|'|é|😀|\t| ")
                        .split("\\|"));
    }

    static Stream<String> lines() {
        return Stream.of(
                        "> ",
                        "- ",
                        "1. ",
                        "+ - ",
                        "> > > a⏎⏎",
                        "- - - a⏎⏎",
                        "- a⏎",
                        "a⏎⏎",
                        "# a⏎",
                        "a⏎---⏎",
                        "a⏎=⏎",
                        "1⏎")
                .flatMap(line -> Stream.of(line, "a⏎" + line))
                .flatMap(line -> Stream.of(line, line + "[a]: b⏎"))
                .map(line -> line.replace('⏎', '\n'));
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void aParagraphOfOneMarkRepeatedIsRenderedInTimeAndNothingIsLost(String piece) {
        assertRendered("first " + repeat(piece, SHORT) + "\n\n**last**");
        assertRendered("first " + repeat(piece, LONG) + "\n\n**last**");
    }

    @ParameterizedTest
    @MethodSource("lines")
    void linesThatBeginBlocksAreRenderedInTimeAndNothingIsLost(String line) {
        assertRendered("first\n\n" + repeat(line, SHORT) + "\n\nlast");
        assertRendered("first\n\n" + repeat(line, LONG) + "\n\nlast");
    }

    @ParameterizedTest
    @ValueSource(ints = {SHORT, LONG})
    void marksThatOpenAndAreClosedLaterAreRenderedInTime(int length) {
        for (String pair :
                new String[] {"* *", "_ _", "~ ~", "[ ]", "[ ](u)", "![ ](u)", "*a  b*", "<b> </b>", "` ``"}) {
            String[] half = pair.split(" ", 2);
            assertRendered("first " + repeat(half[0], length / 2) + "x" + repeat(half[1], length / 2) + "\n\n**last**");
        }
        String ticks = IntStream.range(1, (int) Math.sqrt(2.0 * length) - 2)
                .mapToObj("`"::repeat)
                .reduce("first", (before, run) -> before + " " + run);
        assertRendered(ticks + "\n\n**last**");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a]", "[a][]", "[b][a]", "![a]", "[*b*][A]"})
    void referencesToALongAddressOrTitleGrowNoFasterThanThePost(String reference) {
        for (String definition : new String[] {"[a]: https://x.example/%s", "[a]: https://x.example '%s'"}) {
            assertThat(html(definition, reference, 400_000).length())
                    .isLessThan(3 * html(definition, reference, 200_000).length())
                    .isLessThan(8 * 400_000);
        }
    }

    private String html(String definition, String reference, int length) {
        return assertRendered("first\n\n" + definition.formatted("u".repeat(length / 2)) + "\n\n"
                + repeat(reference + "\n\n", length / 2) + "last");
    }

    @Test
    void aFewReferencesToALongAddressAreLinks() {
        String address = "https://x.example/" + "u".repeat(2_000);

        assertThat(assertRendered("first [a] [a][] [b][a] last\n\n[a]: " + address))
                .containsPattern("(<a href=\"" + address + "\".*){3}");
    }

    @Test
    void aTableOfTooManyCellsIsTextAndTheRestIsNot() {
        String table = "|a".repeat(1_000) + "|\n" + "|-".repeat(1_000) + "|\n" + "|z|\n".repeat(1_000);

        assertThat(assertRendered("first\n\n" + table + "\n**last**"))
                .contains("<strong>last</strong>", "|z|\n|z|")
                .doesNotContain("<td>");
        assertThat(assertRendered("first\n\n|a|b|\n|-|-|\n" + "|z|\n".repeat(1_000) + "\nlast"))
                .contains("<td>z</td><td></td>");
    }

    @Test
    void manySmallTablesCountTogether() {
        String table = "|a".repeat(100) + "|\n" + "|-".repeat(100) + "|\n" + "|z|\n".repeat(100) + "\n";

        assertThat(assertRendered("first\n\n" + repeat(table, LONG) + "last")).doesNotContain("<td>");
    }

    @Test
    void aParagraphBeyondTheLimitIsTextAndItsNeighboursAreNot() {
        assertThat(assertRendered("**first**\n\n" + "*_* _ ".repeat(10_000) + "<b>\n\n**last**"))
                .contains("<strong>first</strong>", "*_* _ *_* _", "_ &lt;b&gt;", "<strong>last</strong>");
    }

    @Test
    void aPostOfTooManyBlocksIsShownAsItWasTyped() {
        String post = "first <b> & **x**\n\n" + "a\n\n".repeat(200_000) + "last";

        assertThat(assertRendered(post))
                .isEqualTo("<pre tabindex=\"0\">"
                        + post.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</pre>");
    }

    @Test
    void aTagWithAHundredThousandAttributesKeepsTheFirst() {
        assertThat(assertRendered("first <a href=\"https://x.example\" " + repeat("title=x ", LONG) + ">last</a>"))
                .contains("<a href=\"https://x.example\"");
    }

    @Test
    void whateverFailsInARendererThePostIsShownAsItWasTyped() {
        for (Throwable failure : new Throwable[] {
            new StackOverflowError(), new IllegalStateException(), new AssertionError(), BeyondLimit.of("tests")
        }) {
            Markdown failing = new Markdown(text -> BoundedRenderingTest.<RuntimeException>raise(failure));

            assertThat(failing.render("**a** <b>").toString()).isEqualTo("<pre tabindex=\"0\">**a** &lt;b&gt;</pre>");
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> SafeHtml raise(Throwable failure) throws E {
        throw (E) failure;
    }

    private String assertRendered(String post) {
        String html =
                assertTimeoutPreemptively(TIME, () -> markdown.render(post)).toString();
        assertThat(html.length()).isLessThan(MOST_HTML);
        assertThat(html.contains("first") && html.contains("last"))
                .as("begins %.60s, ends %s", html, html.substring(Math.max(0, html.length() - 60)))
                .isTrue();
        return html;
    }

    private static String repeat(String piece, int length) {
        int bytes = piece.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        return piece.repeat(Math.max(1, length / bytes));
    }
}
