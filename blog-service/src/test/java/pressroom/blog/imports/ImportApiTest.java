package pressroom.blog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.EventSource;
import pressroom.posts.ImportKey;
import tools.jackson.databind.JsonNode;

@TestPropertySource(
        properties = {
            "test.database=import_api",
            "test.topic=blog-events.import_api",
            "pressroom.imports.max-zip=8MB",
            "pressroom.imports.max-entries=5000"
        })
@Timeout(120)
class ImportApiTest extends BlogServiceTest {

    private static final Path CORPUS = Path.of(System.getProperty("pressroom.data", "../../shared/data/nodejs-blog"));

    @Autowired
    private JdbcClient db;

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase("import_api");
    }

    @Test
    void anAuthorsPostsArePublishedOnceHoweverOftenTheyAreImported() throws Exception {
        String author = newAuthor();
        byte[] zip = new Zip()
                .post("a.md", "", "First")
                .post("b.md", author, "Second")
                .file("c.md", "---\ntitle: Third\ndraft: true\n---\n")
                .file("picture.png", "no Markdown")
                .bytes();

        Api.Answer accepted = submit(as(author), zip);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo("/api/imports/" + accepted.id());
        JsonNode first = finished(as(author), accepted.id());
        assertThat(counts(first)).isEqualTo("done: 3 total, 2 published, 0 already there, 0 failed, 1 skipped");
        assertThat(first.get("startedAt").isNull()).isFalse();

        JsonNode second = finished(as(author), submit(as(author), zip).id());
        assertThat(counts(second)).isEqualTo("done: 3 total, 0 published, 2 already there, 0 failed, 1 skipped");
        JsonNode blogs = asReader().get("/api/blogs?author=" + author).json().get("blogs");
        assertThat(blogs).hasSize(2);
        assertThat(blogs.get(0).get("publishedAt").asString()).isEqualTo("2020-02-20T00:00:00Z");
        assertThat(db.sql("select count(*) from import_chunks")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whatWasPublishedOverTheApiWithTheSameKeyIsAlreadyThere() throws Exception {
        String author = newAuthor();
        String json =
                "{\"title\":\"One\",\"body\":\"Text of One.\\n\",\"tags\":[],\"publishedAt\":\"2020-02-20T00:00:00Z\"}";
        as(author).send("POST", "/api/blogs", json, "Idempotency-Key", ImportKey.of(author, "a.md"));

        JsonNode job = finished(
                as(author),
                submit(as(author), new Zip().post("a.md", "", "One").bytes()).id());
        assertThat(counts(job)).isEqualTo("done: 1 total, 0 published, 1 already there, 0 failed, 0 skipped");
    }

    @Test
    void eachFileThatIsNotPublishedIsNamedWithItsReason() throws Exception {
        String author = newAuthor();
        finished(
                as(author),
                submit(as(author), new Zip().post("changed.md", "", "Before").bytes())
                        .id());
        byte[] zip = new Zip()
                .post("a.md", "", "Good")
                .post("changed.md", "", "After")
                .post("foreign.md", "Somebody Else", "Not mine")
                .post("long.md", "", "x".repeat(301))
                .file("none.md", "no front matter")
                .bytes();

        JsonNode job = finished(as(author), submit(as(author), zip).id());
        assertThat(counts(job)).isEqualTo("done: 5 total, 1 published, 0 already there, 4 failed, 0 skipped");
        assertThat(job.get("failures").toString())
                .contains("changed since its first import", "belongs to the author 'somebody-else'")
                .contains("The title must not be longer than 300 characters.", "has no front matter");
        JsonNode page = as(author)
                .get("/api/imports/" + job.get("id").asString() + "/failures")
                .json();
        assertThat(page.get("failures")).isEqualTo(job.get("failures"));
        assertThat(page.get("next").isNull()).isTrue();
    }

    @Test
    void anOperatorImportsEverybodysPostsWithAFallbackForThoseOfNobody() throws Exception {
        String fallback = newAuthor();
        Api operator = asOperator();
        byte[] zip =
                new Zip().post("a.md", "Ann Other", "A").post("b.md", "", "B").bytes();

        JsonNode without = finished(operator, submit(operator, zip).id());
        assertThat(counts(without)).isEqualTo("done: 2 total, 1 published, 0 already there, 1 failed, 0 skipped");
        Api.Answer with = operator.send(
                "POST",
                "/api/imports?author=" + fallback,
                BodyPublishers.ofByteArray(zip),
                "Content-Type",
                "application/zip");
        assertThat(counts(finished(operator, with.id())))
                .isEqualTo("done: 2 total, 1 published, 1 already there, 0 failed, 0 skipped");
        assertThat(asReader().get("/api/blogs?author=" + fallback).json().get("blogs"))
                .hasSize(1);
    }

    @Test
    void aFormOfABrowserIsTakenToo() throws Exception {
        String author = newAuthor();
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write("--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.zip\"\r\n\r\n".getBytes());
        form.write(Zip.ofPosts(author, 3).bytes());
        form.write("\r\n--X--\r\n".getBytes(StandardCharsets.US_ASCII));

        Api.Answer accepted = as(author)
                .send(
                        "POST",
                        "/api/imports",
                        BodyPublishers.ofByteArray(form.toByteArray()),
                        "Content-Type",
                        "multipart/form-data; boundary=X");
        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
        assertThat(counts(finished(as(author), accepted.id())))
                .isEqualTo("done: 3 total, 3 published, 0 already there, 0 failed, 0 skipped");
    }

    static Stream<Arguments> badZips() throws IOException {
        return Stream.of(
                Arguments.of(400, "no zip", "# Just a post".getBytes()),
                Arguments.of(400, "no zip", new byte[0]),
                Arguments.of(
                        422,
                        "points outside",
                        new Zip().post("../a.md", "", "A").bytes()),
                Arguments.of(
                        422,
                        "points outside",
                        new Zip().post("/etc/a.md", "", "A").bytes()),
                Arguments.of(
                        422,
                        "points outside",
                        new Zip().post("..\\a.md", "", "A").bytes()),
                Arguments.of(
                        422,
                        "points outside",
                        new Zip().post("C:\\a.md", "", "A").bytes()),
                Arguments.of(
                        422, "points outside", new Zip().post("a\0.md", "", "A").bytes()),
                Arguments.of(
                        422,
                        "symbolic link",
                        new Zip().link("a.md", "/etc/passwd").bytes()),
                Arguments.of(
                        422,
                        "twice",
                        new Zip().post("a.md", "", "A").post("a.md", "", "B").bytes()),
                Arguments.of(
                        422,
                        "characters",
                        new Zip().post("a".repeat(5_000) + ".md", "", "A").bytes()),
                Arguments.of(422, "bomb", new Zip().bombs(20).bytes()),
                Arguments.of(
                        422, "no Markdown", new Zip().file("nested.zip", "PK").bytes()),
                Arguments.of(413, "entries", Zip.ofPosts("a", 5_001).bytes()));
    }

    @ParameterizedTest
    @MethodSource("badZips")
    void aZipThatIsNotSafeIsRefusedWholeAndSaysWhy(int status, String why, byte[] zip) {
        Api.Answer refused = submit(as(newAuthor()), zip);

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.text("detail")).contains(why);
    }

    /** By hand, since Java 17's own client waits for ever when the answer is not 100. */
    @Test
    void aZipThatIsTooLargeIsRefusedBeforeAClientThatAsksHasSentIt() {
        String answer = as(newAuthor()).askToPost("/api/imports", "application/zip", (8 << 20) + 1);

        assertThat(answer).startsWith("HTTP/1.1 413").contains("8,388,608 bytes");
    }

    @Test
    void anImportIsItsAuthorsAndTheOperatorsOnly() throws Exception {
        String author = newAuthor();
        byte[] zip = Zip.ofPosts(author, 1).bytes();
        String path = "/api/imports/" + submit(as(author), zip).id();

        assertThat(submit(asReader(), zip).status()).isEqualTo(401);
        assertThat(asReader().get(path).status()).isEqualTo(401);
        for (String part : new String[] {"", "/failures"}) {
            assertThat(as(newAuthor()).get(path + part).status()).isEqualTo(404);
            assertThat(asOperator().get(path + part).status()).isEqualTo(200);
        }
        assertThat(as(newAuthor()).send("DELETE", path, "").status()).isEqualTo(404);
        Api.Answer asAnother = as(newAuthor())
                .send(
                        "POST",
                        "/api/imports?author=" + author,
                        BodyPublishers.ofByteArray(zip),
                        "Content-Type",
                        "application/zip");
        assertThat(asAnother.status()).isEqualTo(403);
        assertThat(as(author).get("/api/imports/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void aStreamTellsHowTheImportGoesOnUntilItIsDone() throws Exception {
        String author = newAuthor();
        String id = submit(as(author), Zip.ofPosts(author, 400).bytes()).id();

        try (EventSource stream = as(author).watch("/api/imports/" + id)) {
            await().atMost(Duration.ofSeconds(30)).until(stream::isEnded);
            assertThat(counts(stream.last("done")))
                    .isEqualTo("done: 400 total, 400 published, 0 already there, 0 failed, 0 skipped");
        }
    }

    @Test
    void aRealBlogIsPublishedCompletelyAndOnlyOnce() throws Exception {
        assumeThat(CORPUS).exists();
        byte[] zip = Zip.ofTree(CORPUS.resolve("posts")).bytes();
        Api operator = asOperator();

        JsonNode first = finished(operator, submit(operator, zip).id());
        int posts = 0;
        for (String line : Files.readAllLines(CORPUS.resolve("expected-counts.tsv"))) {
            String[] columns = line.split("\t");
            assertThat(db.sql("select count(*) from blogs where author_id = :author")
                            .param("author", columns[0])
                            .query(Integer.class)
                            .single())
                    .isEqualTo(Integer.valueOf(columns[1]));
            posts += Integer.parseInt(columns[1]);
        }
        assertThat(first.get("published").asInt()).isEqualTo(posts);

        JsonNode second = finished(operator, submit(operator, zip).id());
        assertThat(second.get("published").asInt()).isZero();
        assertThat(second.get("alreadyThere").asInt()).isEqualTo(posts);
    }

    private static Api.Answer submit(Api api, byte[] zip) {
        return api.send("POST", "/api/imports", BodyPublishers.ofByteArray(zip), "Content-Type", "application/zip");
    }

    private static JsonNode finished(Api api, String id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        !api.get("/api/imports/" + id).json().get("finishedAt").isNull());
        return api.get("/api/imports/" + id).json();
    }

    private static String counts(JsonNode job) {
        return "%s: %d total, %d published, %d already there, %d failed, %d skipped"
                .formatted(
                        job.get("state").asString(),
                        job.get("total").asInt(),
                        job.get("published").asInt(),
                        job.get("alreadyThere").asInt(),
                        job.get("failed").asInt(),
                        job.get("skipped").asInt());
    }
}
