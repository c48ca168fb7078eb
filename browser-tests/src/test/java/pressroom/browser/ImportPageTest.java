package pressroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Somebody brings his old blog along. */
class ImportPageTest extends BrowserTest {

    @Test
    void aZipIsPublishedFileByFileAndWhatCouldNotBeIsNamed() throws IOException {
        try (Person author = signedIn()) {
            Page page = upload(author, zip(40));
            assertThat(page.locator("#job-state")).containsText("done", LONG);
            assertThat(page.locator("#job-counts")).hasText("40 published, 0 already there, 1 failed, of 41");
            assertThat(page.locator("#bar").evaluate("bar => bar.value / bar.max"))
                    .isEqualTo(1);
            assertThat(page.locator("#failures")).containsText("foreign.md");
            assertThat(page.locator("#failures")).containsText("belongs to the author");
            assertThat(page.locator("#cancel")).hasCount(0);
            author.picture("import");

            assertThat(upload(author, zip(40)).locator("#job-counts"))
                    .containsText("0 published, 40 already there", LONG);
            author.go("/posts");
            assertThat(page.locator("#total")).containsText("nothing under way", LONG);
            assertThat(page.locator("#count")).hasText("40");
            assertThat(author.complaints).isEmpty();
        }
    }

    @Test
    void whatIsNoZipIsRefusedInWordsOnThePage() {
        try (Person author = signedIn()) {
            author.go("/imports");
            author.page.setInputFiles("#file", new FilePayload("a.zip", "application/zip", "no zip".getBytes(UTF_8)));
            author.page.locator("#send").click();

            assertThat(author.page.locator("#saying")).containsText("zip", LONG);
            assertThat(author.complaints).isEmpty();
        }
    }

    @Test
    void anImportCanBeCancelledAndKeepsWhatItHasPublished() throws IOException {
        try (Person author = signedIn()) {
            Page page = upload(author, zip(20_000));
            page.locator("#cancel button").click();

            assertThat(page.locator("#job-state")).containsText("cancelled", LONG);
            assertThat(page.locator("#cancel")).hasCount(0);
            assertThat(author.complaints).isEmpty();
        }
    }

    @Test
    void withoutScriptsTheFormAndTheReportAreTheSame() throws IOException {
        try (Person author = withoutScripts()) {
            Page page = upload(author.signedInAs(name), zip(5));
            for (int looks = 0;
                    looks < 120 && !page.locator("#job-state").textContent().contains("done");
                    looks++) {
                page.waitForTimeout(250);
                page.reload();
            }

            assertThat(page.locator("#job-counts")).hasText("5 published, 0 already there, 1 failed, of 6");
            assertThat(page.locator("#failures")).containsText("foreign.md");
        }
    }

    private static Page upload(Person author, byte[] zip) {
        author.go("/imports");
        author.page.setInputFiles("#file", new FilePayload("blog.zip", "application/zip", zip));
        author.page.locator("#send").click();
        author.page.waitForURL("**/imports/*-*");
        return author.page;
    }

    /** So many posts of this author, and one that names another. */
    private static byte[] zip(int posts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < posts; i++) {
                zip.putNextEntry(new ZipEntry("posts/2020-02-20-post-%05d.md".formatted(i)));
                zip.write("---\ntitle: Post %d\n---\nThe text of post %d.\n"
                        .formatted(i, i)
                        .getBytes(UTF_8));
            }
            zip.putNextEntry(new ZipEntry("posts/foreign.md"));
            zip.write("---\ntitle: Not mine\nauthor: Somebody Else\ndate: 2020-02-20\n---\nText.\n".getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
