package pressroom.blog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import tools.jackson.databind.JsonNode;

/** Imports that are made to do harm: each bad file fails alone and in few words, and no author waits for another one's. */
@TestPropertySource(
        properties = {
            "test.database=hostile_import",
            "test.topic=blog-events.hostile_import",
            "pressroom.imports.turn=100ms"
        })
@Timeout(180)
class HostileImportTest extends BlogServiceTest {

    private static final Map<String, String> BAD = Map.of(
            "itself.md", "title: &a [*a]",
            "int.md", "title: !!int xyz",
            "binary.md", "title: !!binary '%%%'",
            "escape.md", "title: \"\\UFFFFFFFF\"",
            "class.md", "title: !!java.net.URL ['http://127.0.0.1/']",
            "tags.md",
                    "title: T\nl0: &l0 [" + "x, ".repeat(15_000) + "x]\nl1: &l1 [*l0, *l0, *l0, *l0]\n"
                            + "l2: &l2 [*l1, *l1, *l1, *l1]\nl3: &l3 [*l2, *l2, *l2, *l2]\n"
                            + "l4: &l4 [*l3, *l3, *l3, *l3]\ntags: [*l4, *l4, *l4, *l4]",
            "blanks.md", "title: T\ntags: a" + " ".repeat(200_000) + "b",
            "\u001b[31mred.md", "title: T\ndate: \"\\e]0;owned\\a\"",
            "long.md", "title: T\nauthor: " + "b".repeat(50_000));

    @Autowired
    private JdbcClient db;

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase("hostile_import");
    }

    @Test
    void badFilesFailAloneAndTheGoodOnesBesideThemArePublished() throws Exception {
        String author = newAuthor();
        Zip zip = new Zip();
        int good = 0;
        for (Map.Entry<String, String> bad : BAD.entrySet()) {
            zip.file(bad.getKey(), "---\n" + bad.getValue() + "\n---\nText\n")
                    .post("good-" + ++good + ".md", "", "Good");
        }
        JsonNode job = finished(as(author), submit(as(author), zip));

        assertThat(job.get("published").asInt()).isEqualTo(good);
        assertThat(job.get("failed").asInt()).isEqualTo(BAD.size());
        for (JsonNode failure : job.get("failures")) {
            assertThat(failure.get("reason").asString())
                    .hasSizeBetween(1, 200)
                    .doesNotContainPattern("\\p{Cntrl}|bbbbb{50}");
            assertThat(failure.get("file").asString()).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @Test
    void theAnswerStaysSmallHoweverLongDatesAndNamesAre() throws Exception {
        String author = newAuthor();
        Zip zip = new Zip();
        for (int i = 0; i < 20; i++) {
            zip.file("dates/%d.md".formatted(i), "---\ntitle: T\ndate: " + "9".repeat(60_000) + "\n---\n");
        }
        for (int i = 0; i < 600; i++) {
            zip.file("\u0001\u202e".repeat(400) + i + ".md", "no front matter");
        }
        JsonNode job = finished(as(author), submit(as(author), zip));
        String path = "/api/imports/" + job.get("id").asString();

        assertThat(job.get("failed").asInt()).isEqualTo(620);
        assertThat(job.get("failures")).hasSize(100);
        assertThat(as(author).get(path).response().body()).hasSizeLessThan(100_000);
        int listed = 0;
        String cursor = "-1";
        while (!cursor.isEmpty()) {
            Api.Answer page = as(author).get(path + "/failures?cursor=" + cursor);
            assertThat(page.response().body()).hasSizeLessThan(200_000);
            listed += page.json().get("failures").size();
            cursor = page.json().path("next").asString("");
        }
        assertThat(listed).isEqualTo(620);
    }

    @Test
    void longReasonsOfEarlierVersionsDoNotBreakTheAnswer() throws Exception {
        String author = newAuthor();
        UUID id = UUID.fromString(finished(as(author), submit(as(author), Zip.ofPosts(author, 1)))
                .get("id")
                .asString());
        db.sql("""
                        insert into import_failures (import_id, number, file, reason)
                        select :id, n, repeat('f', 100000), 'its date ''' || repeat(chr(27) || '[2J', 500000)
                        from generate_series(1, 40) n
                        """).param("id", id).update();
        db.sql("update imports set reason = repeat('r', 1000000) where id = :id")
                .param("id", id)
                .update();

        for (String part : new String[] {"", "/failures"}) {
            Api.Answer answer = as(author).get("/api/imports/" + id + part);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("failures")).hasSize(40);
            assertThat(answer.response().body()).hasSizeLessThan(40_000).doesNotContain("\\u001b");
        }
    }

    @Test
    void aSmallImportIsNotHeldUpByALargeOneOfAnotherAuthor() throws Exception {
        String large = newAuthor();
        String small = newAuthor();
        String slow = submit(as(large), Zip.ofPosts(large, 6_000));
        await().until(() -> job(as(large), slow).get("published").asInt() > 0);

        JsonNode quick = finished(as(small), submit(as(small), Zip.ofPosts(small, 5)));
        assertThat(quick.get("published").asInt()).isEqualTo(5);
        assertThat(job(as(large), slow).get("finishedAt").isNull()).isTrue();
        assertThat(finished(as(large), slow).get("published").asInt()).isEqualTo(6_000);
    }

    private static String submit(Api api, Zip zip) throws IOException {
        return api.send(
                        "POST",
                        "/api/imports",
                        BodyPublishers.ofByteArray(zip.bytes()),
                        "Content-Type",
                        "application/zip")
                .id();
    }

    private static JsonNode job(Api api, String id) {
        return api.get("/api/imports/" + id).json();
    }

    private static JsonNode finished(Api api, String id) {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> !job(api, id).get("finishedAt").isNull());
        return job(api, id);
    }
}
