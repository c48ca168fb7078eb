package pressroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The author's desk, by hand and eye. */
class DeskTest extends BrowserTest {

    private final Person author = signedIn();
    private final Page page = author.page;

    @AfterEach
    void theBrowserHadNothingToComplainAbout() {
        author.close();
        assertThat(author.complaints).isEmpty();
    }

    @Test
    void aPostIsWrittenPublishedWatchedCountedAndFound() {
        author.write("The quickest way", "pigeons", "Carrier **pigeons** of " + name);
        assertThat(page.locator("#preview-body")).containsText("Carrier pigeons of");
        assertThat(page.locator("#preview-body strong")).hasText("pigeons");
        String preview = page.locator("#preview-body").innerHTML().strip();

        String post = author.publish();

        assertThat(page.locator("#way-summary")).containsText("arrived everywhere", LONG);
        assertThat(page.locator(".steps")).containsText("On the topic blog-events, partition");
        assertThat(page.locator(".steps")).containsText("Counted");
        assertThat(page.locator(".steps")).containsText("Searchable");
        assertThat(page.locator(".steps li.done")).hasCount(4);
        assertThat(page.locator(".prose").innerHTML().strip()).isEqualTo(preview);
        author.picture("way");

        author.go("/posts");
        assertThat(page.locator("#count")).hasText("1");
        assertThat(page.locator("#total")).containsText("nothing under way");

        author.go("/search");
        page.locator("#q").pressSequentially("pigeons");
        page.locator("#author").fill(name);
        // What is indexed is found after Elasticsearch's next refresh; the page asks again until then.
        assertThat(page.locator("#results .label")).containsText("1 post", LONG);
        assertThat(page.locator("#results h2 a")).hasText("The quickest way");
        assertThat(page.locator("#results em").first()).hasText("pigeons");
        assertThat(page.locator("#results h2 a")).hasAttribute("href", post);
        assertThat(page.url()).contains("q=pigeons");
    }

    @Test
    void whoeverLooksForAPostTooEarlyFindsItWithoutAskingAgain() {
        try (Person reader = reader(ColorScheme.LIGHT)) {
            reader.go("/search?author=" + name);
            assertThat(reader.page.locator("#results")).containsText("Nothing found", LONG);
            author.write("Just published", "", "x");
            author.publish();

            assertThat(reader.page.locator("#results h2 a")).containsText("Just published", LONG);
            assertThat(reader.complaints).isEmpty();
        }
    }

    @Test
    void aDoubleClickPublishesOnce() {
        author.write("Twice clicked", "", "x");
        page.locator("#send").dblclick();
        page.waitForURL(Person.PUBLISHED);

        author.go("/posts");
        assertThat(page.locator("#total")).containsText("nothing under way", LONG);
        assertThat(page.locator("#count")).hasText("1");
        assertThat(page.locator(".posts > li")).hasCount(1);
    }

    @Test
    void whatIsPublishedWithoutAConnectionIsThereOnceWhenItIsBack() {
        author.write("Offline", "", "Written in a tunnel.");
        author.offline(true);
        page.locator("#send").click();
        assertThat(page.locator("#saying")).containsText("No connection");
        author.picture("offline");
        author.offline(false);

        page.waitForURL(Person.PUBLISHED);
        author.go("/posts");
        assertThat(page.locator(".posts > li")).hasCount(1);
    }

    @Test
    void whatWasPublishedWhileTheAnswerWasLostIsThereOnce() {
        boolean[] lost = {false};
        page.route("**/api/blogs", route -> {
            if (lost[0]) {
                route.resume();
                return;
            }
            lost[0] = true;
            route.fetch();
            route.abort();
        });
        author.write("Answer lost", "", "x");

        author.publish();

        author.go("/posts");
        assertThat(lost[0]).isTrue();
        assertThat(page.locator(".posts > li")).hasCount(1);
    }

    @Test
    void aDraftOutlivesThePageItIsWrittenOn() {
        author.write("Half a th", "a, b", "and half a sen");
        assertThat(page.locator("#saying")).containsText("kept in this browser");
        author.go("/");
        author.go("/write");

        assertThat(page.locator("#title")).hasValue("Half a th");
        assertThat(page.locator("#body")).hasValue("and half a sen");
        assertThat(page.locator("#saying")).containsText("Your draft from last time is here");
        author.publish();
        author.go("/write");
        assertThat(page.locator("#title")).hasValue("");
    }

    @Test
    void whoeverSavesLaterSeesBothVersions() {
        author.write("First", "", "one");
        String post = author.publish();
        author.go(post + "/edit");
        try (Person elsewhere = signedIn()) {
            elsewhere.go(post + "/edit");
            elsewhere.write("Theirs", "", "their text");
            elsewhere.publish();
        }
        author.write("Mine", "", "my text");
        page.locator("#send").click();

        assertThat(page.locator(".conflict")).containsText("changed somewhere else");
        assertThat(page.locator(".theirs")).containsText("their text");
        assertThat(page.locator("#body")).hasValue("my text");
        author.picture("conflict");
        author.publish();
        assertThat(page.locator(".prose")).hasText("my text");
        assertThat(page.locator("#way-summary")).containsText("arrived everywhere", LONG);
    }

    @Test
    void whileTheCounterIsDownThePostIsSafeFoundAndLate() {
        pressroom().counterConsumer.kill();
        author.write("In spite of all", "", "Nobody counts " + name);
        author.publish();
        assertThat(page.locator("#way-summary")).containsText("Late, your post is safe", LONG);
        assertThat(page.locator(".steps")).containsText("Counted: not yet");
        assertThat(page.locator(".steps")).containsText("Nobody of this group is running now", LONG);
        author.picture("late");
        try (Person reader = reader(ColorScheme.DARK)) {
            reader.go("/authors");
            assertThat(reader.page.locator("main")).containsText("The counter does not answer now");
            reader.go("/flow");
            assertThat(reader.page.locator("#flow-state")).containsText("Late: counter-consumer", LONG);
            reader.picture("flow-late");
            reader.go("/search?author=" + name);
            assertThat(reader.page.locator("#results h2 a")).hasText("In spite of all");
        }

        pressroom().restart(pressroom().counterConsumer);
        assertThat(page.locator("#way-summary")).containsText("arrived everywhere", LONG);
        author.go("/posts");
        assertThat(page.locator("#count")).hasText("1");
    }

    @Test
    void noHostilePostRunsAnything() throws IOException {
        String posts = Files.readAllLines(Path.of("../blog-service/src/test/resources/hostile-posts.txt")).stream()
                .map(line -> line.replace('⏎', '\n'))
                .collect(Collectors.joining("\n\n"));
        for (String body : List.of(posts, posts.replace("\n\n", "\n"))) {
            author.go("/write");
            author.write("<img src=x onerror=alert(1)>", "<script>alert(1)</script>", body);
            assertThat(page.locator("#preview-body")).containsText("not here");
            author.publish();
            assertThat(page.locator(".prose")).containsText("not here");
            assertThat(page.locator(".prose script, .prose svg, .prose [id], .prose form, .prose iframe"))
                    .hasCount(0);
            assertThat(page.locator("body > footer")).isVisible();
        }
    }
}
