package pressroom.blog.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.pages.Browsing.Page;
import tools.jackson.databind.json.JsonMapper;

/** No HTML is kept here, so each reader is a first one. */
@TestPropertySource(properties = "pressroom.rendering.cache-size=1B")
class HostilePageTest extends BlogServiceTest {

    private static final Duration TIME = Duration.ofSeconds(5);

    @LocalServerPort
    private int port;

    static Stream<String> posts() {
        String table = "|a".repeat(1_000) + "|\n" + "|-".repeat(1_000) + "|\n" + "|z|\n".repeat(1_000);
        String references = "[a]: https://x.example/" + "u".repeat(14_000) + "\n\n" + "[a]\n\n".repeat(3_000);
        return Stream.of("*_* _ ".repeat(170_000), references, table, "![[]()".repeat(170_000), "> ".repeat(500_000))
                .map(post -> "first\n\n" + post + "\n\nlast");
    }

    @ParameterizedTest
    @MethodSource("posts")
    void aHostilePostHasAPageForEachReaderAndItsPreviewShowedIt(String body) {
        Browsing author = new Browsing(port).signedInAs(newAuthor());
        String token = author.get("/write").hidden("_csrf");
        String id = as(newAuthor())
                .send("POST", "/api/blogs", JsonMapper.shared().writeValueAsString(Map.of("title", "x", "body", body)))
                .id();

        String preview = assertTimeoutPreemptively(
                        TIME,
                        () -> author.send("POST", "/preview", "text/plain;charset=UTF-8", body, "X-CSRF-TOKEN", token))
                .html();
        for (int reader = 1; reader <= 2; reader++) {
            Page page = assertTimeoutPreemptively(TIME, () -> new Browsing(port).get("/posts/" + id));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.html().length()).isLessThan(5 << 20);
            assertThat(page.html().contains(preview)).isTrue();
        }
        assertThat(preview).contains("first", "last");
    }
}
