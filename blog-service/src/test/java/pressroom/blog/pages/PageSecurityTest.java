package pressroom.blog.pages;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.pages.Browsing.Page;

class PageSecurityTest extends BlogServiceTest {

    private static final String EVIL =
            "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{1234*5678}}${1234*5678}";

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/search", "/sign-in", "/nothing", "/posts/x"})
    void everyAnswerCarriesTheStrictHeaders(String path) {
        Page page = new Browsing(port).get(path);

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.html())
                .doesNotContain(" style=", "<style", " onclick=")
                .doesNotContainPattern("<script(?![^>]*src=)");
    }

    @Test
    void hostileTitlesTagsNamesAndQuestionsAreTextOnEveryPage() {
        String name = "<b onclick=x>" + newAuthor();
        Api.Answer post = as(name).send("POST", "/api/blogs", """
                {"title":"%1$s","body":"x","tags":["%2$s"]}""".formatted(EVIL.replace("\"", "\\\""), "<img src=x>"));
        assertThat(post.status()).isEqualTo(201);
        Browsing reader = new Browsing(port);

        for (String path : List.of(
                "/",
                "/posts/" + post.id(),
                new Links().author(name),
                "/search?q=" + encode(EVIL, UTF_8),
                "/sign-in?then=" + encode(EVIL, UTF_8))) {
            Page page = reader.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.html()).as(path).doesNotContain("<script>", "<img", "<b onclick", "7006652");
        }
    }

    @Test
    void aCookieAloneChangesNothing() {
        Browsing author = new Browsing(port).signedInAs(newAuthor());
        String json = "{\"title\":\"x\",\"body\":\"x\"}";

        assertThat(author.post("/write", Map.of("title", "x", "body", "x")).status())
                .isEqualTo(403);
        assertThat(author.post("/sign-out", Map.of()).status()).isEqualTo(403);
        Page refused = author.send("POST", "/api/blogs", "application/json", json);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.html()).contains("X-CSRF-TOKEN");
        Page page = author.get("/write");
        String token = page.html().replaceFirst("(?s).*name=\"csrf-token\" content=\"([^\"]+)\".*", "$1");
        assertThat(author.send("POST", "/api/blogs", "application/json", json, "X-CSRF-TOKEN", token)
                        .status())
                .isEqualTo(201);
        assertThat(author.submit(page, "/write", Map.of("title", "x", "tags", "", "body", "x"))
                        .status())
                .as("the same page's form, after its script has sent something")
                .isEqualTo(303);
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        Browsing author = new Browsing(port);
        Page page = author.submit(author.get("/sign-in"), "/sign-in", Map.of("name", "x"));

        assertThat(page.response().headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Strict"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "javascript:alert(1)"
            })
    void signingInLeadsToOurOwnPagesOnly(String then) {
        Browsing author = new Browsing(port);

        Page page = author.submit(author.get("/sign-in"), "/sign-in", Map.of("name", "x", "then", then));

        assertThat(page.location()).isEqualTo("/");
    }

    @Test
    void aCookieThatIsNotOursMakesAReader() {
        Browsing browser = new Browsing(port);
        assertThat(browser.send("POST", "/api/blogs", "application/json", "{}", "Cookie", "pressroom=x.y.z")
                        .status())
                .isIn(401, 403);
        assertThat(asReader().get("/").status()).isEqualTo(200);
    }

    @Test
    void thePreviewIsWhatIsPublished() {
        Browsing author = new Browsing(port).signedInAs(newAuthor());
        String body = "# Hi <script>alert(1)</script>\n\n| a |\n|---|\n| [x](javascript:1) |\n";
        String token = author.get("/write").hidden("_csrf");
        String preview = author.send("POST", "/preview", "text/plain;charset=UTF-8", body, "X-CSRF-TOKEN", token)
                .html();
        Page published = author.submit(author.get("/write"), "/write", Map.of("title", "x", "tags", "", "body", body));

        assertThat(author.get(published.location().replace("?way", "")).html()).contains(preview);
        assertThat(author.send(
                                "POST",
                                "/preview",
                                "text/plain;charset=UTF-8",
                                "x".repeat((1 << 20) + 1),
                                "X-CSRF-TOKEN",
                                token)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void filesAreKeptForAYearUnderAnAddressOfTheirContent() {
        Browsing reader = new Browsing(port);
        String css = Pattern.compile("/assets/[0-9a-f]{12}/pressroom.css")
                .matcher(reader.get("/").html())
                .results()
                .findFirst()
                .orElseThrow()
                .group();

        assertThat(reader.get(css).header("Cache-Control")).contains("max-age=31536000", "immutable");
        assertThat(reader.get(css.replaceFirst("/[0-9a-f]{12}/", "/000000000000/"))
                        .status())
                .isEqualTo(404);
    }
}
