package pressroom.blog.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.pages.Browsing.Page;

/** All that must work in a browser without scripts, while neither the counter nor the search is there. */
class WithoutScriptsTest extends BlogServiceTest {

    @LocalServerPort
    private int port;

    @Test
    void anAuthorWritesReadsEditsAndTakesBackAPost() {
        Browsing author = new Browsing(port).signedInAs(newAuthor());
        Page published = author.submit(
                author.get("/write"),
                "/write",
                Map.of("title", "By hand", "tags", "one, two\\,three", "body", "It *works*.\r\n\r\nReally."));

        assertThat(published.status()).isEqualTo(303);
        String post = published.location().replace("?way", "");
        Page read = author.get(post);
        assertThat(read.html()).contains("By hand", "<em>works</em>", "/search?tag=two%2Cthree", post + "/edit");
        assertThat(asReader()
                        .get("/api/blogs" + post.substring("/posts".length()))
                        .text("body"))
                .isEqualTo("It *works*.\n\nReally.");

        Page saved = author.submit(
                author.get(post + "/edit"), post + "/edit", Map.of("title", "By hand, again", "tags", "", "body", "x"));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(author.get(post).html()).contains("By hand, again", "edited");

        Page mine = author.get("/posts");
        assertThat(mine.html()).contains("By hand, again", "The counter does not answer now");
        assertThat(author.submit(mine, post + "/unpublish", Map.of()).location())
                .isEqualTo("/posts?gone");
        assertThat(author.get(post).status()).isEqualTo(410);
    }

    @Test
    void aFormThatIsSentTwiceMakesOnePostAndWithAnotherTextASecondOneOnlyWhenConfirmed() {
        Browsing author = new Browsing(port).signedInAs(newAuthor());
        Page form = author.get("/write");
        Map<String, String> fields = Map.of("title", "Once", "tags", "", "body", "x");

        Page first = author.submit(form, "/write", fields);
        assertThat(author.submit(form, "/write", fields).location()).isEqualTo(first.location());

        Page other = author.submit(form, "/write", Map.of("title", "Twice", "tags", "", "body", "x"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.html()).contains("Twice", "Publish again to make this one a post of its own");
        Page second = author.submit(other, "/write", Map.of("title", "Twice", "tags", "", "body", "x"));
        assertThat(second.status()).isEqualTo(303);
        assertThat(second.location()).isNotEqualTo(first.location());
    }

    @Test
    void whoeverSavesLaterSeesBothVersionsAndLosesNothing() {
        Browsing author = new Browsing(port).signedInAs(newAuthor());
        String post = published(author, "Draft", "one");
        Page mine = author.get(post + "/edit");
        Page other = author.get(post + "/edit");
        author.submit(other, post + "/edit", Map.of("title", "Theirs", "tags", "", "body", "their text"));

        Map<String, String> fields = Map.of("title", "Mine", "tags", "", "body", "my text");
        Page conflict = author.submit(mine, post + "/edit", fields);

        assertThat(conflict.status()).isEqualTo(412);
        assertThat(conflict.html()).contains("Theirs", "their text", "Mine", "my text", "changed somewhere else");
        assertThat(author.submit(conflict, post + "/edit", fields).status()).isEqualTo(303);
        assertThat(author.get(post).html()).contains("my text");
    }

    @Test
    void savingAgainWhatWasSavedButNotAnsweredIsNoConflict() {
        Browsing author = new Browsing(port).signedInAs(newAuthor());
        String post = published(author, "Draft", "one");
        Page form = author.get(post + "/edit");
        Map<String, String> fields = Map.of("title", "Saved", "tags", "a", "body", "two");
        author.submit(form, post + "/edit", fields);

        assertThat(author.submit(form, post + "/edit", fields).location()).isEqualTo(post + "?way");
    }

    @Test
    void whatIsWrongWithAFormIsSaidInItAndTheTextStays() {
        Browsing author = new Browsing(port).signedInAs(newAuthor());

        Page refused = author.submit(
                author.get("/write"), "/write", Map.of("title", " ", "tags", "x".repeat(51), "body", "\nkeep <me>"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html())
                .contains("The title must not be empty.", "Tags must not be longer than 50 characters.")
                .contains("aria-invalid=\"true\"", ">\n\nkeep &lt;me&gt;</textarea>");
    }

    @Test
    void aReaderIsAskedToSignInAndComesBackToWhereHeWanted() {
        Browsing reader = new Browsing(port);

        assertThat(reader.get("/write").location()).isEqualTo("/sign-in?then=%2Fwrite");
        Page signedIn =
                reader.submit(reader.get("/sign-in?then=%2Fposts"), "/sign-in", Map.of("name", " Ada  Lovelace "));
        assertThat(signedIn.location()).isEqualTo("/posts");
        assertThat(reader.get("/posts").html()).contains("Signed in as", "ada-lovelace");
        reader.submit(reader.get("/"), "/sign-out", Map.of());
        assertThat(reader.get("/posts").status()).isEqualTo(302);
    }

    @Test
    void pagesAreShownWithoutTheNumbersAndFindingsOfServicesThatAreAway() {
        Browsing reader = new Browsing(port);
        assertThat(reader.get("/").status()).isEqualTo(200);
        assertThat(reader.get("/authors").html()).contains("The counter does not answer now");
        assertThat(reader.get("/authors/nobody").html()).contains("The counter does not answer now");
        assertThat(reader.get("/search?q=x").html()).contains("Search is down right now");
        assertThat(reader.get("/search/results?q=x").status()).isEqualTo(503);
        assertThat(reader.get("/flow").status()).isEqualTo(200);
    }

    private static String published(Browsing author, String title, String body) {
        return author.submit(author.get("/write"), "/write", Map.of("title", title, "tags", "", "body", body))
                .location()
                .replace("?way", "");
    }
}
