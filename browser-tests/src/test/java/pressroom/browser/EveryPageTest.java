package pressroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.ColorScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every page: on a telephone and on a desk, by day and by night. */
class EveryPageTest extends BrowserTest {

    private static final List<String> SERIOUS = List.of("serious", "critical");
    private static final double STILL = 0.02;
    /** What a page's script adds last. */
    private static final Map<String, String> DRAWN = Map.of(
            "way",
            "#way[data-done=true]",
            "flow",
            "#flow svg",
            "write",
            ".desk.live",
            "edit",
            "#preview-body > p:first-child");

    private static final String NEXT_FRAMES =
            "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))";

    @ParameterizedTest
    @CsvSource({"360, LIGHT", "360, DARK", "1400, LIGHT", "1400, DARK"})
    void everyPageFitsIsAccessibleStandsStillAndKeepsItsPolicy(int width, ColorScheme scheme) {
        try (Person author = reader(width, scheme)) {
            author.page.addInitScript("""
                    window.shift = 0;
                    new PerformanceObserver((list) => {
                      for (const entry of list.getEntries()) { if (!entry.hadRecentInput) window.shift += entry.value; }
                    }).observe({ type: 'layout-shift', buffered: true });
                    """);
            author.go("/sign-in");
            check(author, "sign-in", width, scheme);
            pages(author).forEach((name, path) -> {
                author.go(path);
                author.page.locator(DRAWN.getOrDefault(name, "footer")).waitFor();
                check(author, name, width, scheme);
            });
            assertThat(author.complaints).isEmpty();
        }
    }

    private static Map<String, String> pages(Person author) {
        String name = "author-" + UUID.randomUUID();
        author.signedInAs(name);
        author.write("A post with everything", "one, two words", """
                Text with `code`, a [link](https://example.org) and **strength**.

                ## A heading

                > A quotation

                ```
                a line of code that is longer than a telephone is wide, so that it has to scroll sideways to be read at all
                ```

                | a | table | with | many | columns | that | is | wide | enough | to | scroll | too |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |
                """);
        String post = author.publish();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("way", post + "?way");
        pages.put("home", "/");
        pages.put("write", "/write");
        pages.put("post", post);
        pages.put("edit", post + "/edit");
        pages.put("posts", "/posts");
        pages.put("authors", "/authors");
        pages.put("author", "/authors/" + name);
        pages.put("search", "/search?q=everything");
        pages.put("nothing-found", "/search?q=xyzzyplugh");
        pages.put("flow", "/flow");
        pages.put("imports", "/imports");
        pages.put("not-here", "/nothing");
        return pages;
    }

    private static void check(Person person, String name, int width, ColorScheme scheme) {
        person.page.evaluate(NEXT_FRAMES);
        person.picture("%s-%d-%s".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT)));
        assertThat(person.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits into %d pixels", name, width)
                .isEqualTo(true);
        assertThat(((Number) person.page.evaluate("window.shift")).doubleValue())
                .as("%s shifts its layout", name)
                .isLessThan(STILL);
        // To be noted, not to be judged: how fast this machine is at the moment is no fault of the page.
        System.out.printf(
                "%s-%d-%s: first paint after %.0f ms%n",
                name,
                width,
                scheme,
                ((Number) person.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                        .doubleValue());
        assertThat(new AxeBuilder(person.page)
                        .analyze().getViolations().stream()
                                .filter(rule -> SERIOUS.contains(rule.getImpact()))
                                .map(rule -> rule.getId() + ": "
                                        + rule.getNodes().get(0).getHtml())
                                .toList())
                .as("%s, %d pixels, %s", name, width, scheme)
                .isEmpty();
    }
}
