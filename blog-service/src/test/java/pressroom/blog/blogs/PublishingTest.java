package pressroom.blog.blogs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import tools.jackson.databind.JsonNode;

class PublishingTest extends BlogServiceTest {

    private static final String KEY = "Idempotency-Key";

    @Autowired
    private JdbcClient db;

    @Autowired
    private TransactionOperations transaction;

    @Test
    void aPublishedPostIsAnsweredWithItsPlaceAndVersionAndReadBackUnchanged() {
        String author = newAuthor();
        String body = "# Hi\n\n\"quoted\" <script>alert(1)</script> 🎉 שלום '); drop table blogs; --\n{\"index\":{}}\n";

        Api.Answer published = as(author).post("Grüße, 世界", body);

        assertThat(published.status()).isEqualTo(201);
        assertThat(published.header("ETag")).isEqualTo("\"1\"");
        assertThat(published.header("Location")).isEqualTo("/api/blogs/" + published.id());
        JsonNode read = asReader().get(published.header("Location")).json();
        assertThat(read).isEqualTo(published.json());
        assertThat(read.get("authorId").asString()).isEqualTo(author);
        assertThat(read.get("title").asString()).isEqualTo("Grüße, 世界");
        assertThat(read.get("body").asString()).isEqualTo(body);
    }

    @Test
    void anImportedPostKeepsItsDateAndTagsAreStoredInNormalForm() {
        Api.Answer published = as(newAuthor()).send("POST", "/api/blogs", """
                        {"title":"Old","body":"","tags":["e\\u0301te\\u0301","node"],"publishedAt":"2013-05-01T12:00:00.123456789+02:00",
                         "authorId":"somebody-else","id":"%s","version":7}
                        """.formatted(UUID.randomUUID()));

        assertThat(published.status()).isEqualTo(201);
        assertThat(published.text("publishedAt")).isEqualTo("2013-05-01T10:00:00.123456Z");
        assertThat(published.json().get("tags").get(0).asString()).isEqualTo("été");
        assertThat(published.json().get("version").asInt()).isEqualTo(1);
        assertThat(published.text("authorId")).startsWith("author-");
    }

    @Test
    void theSameKeyAndPostAgainGetsTheSame201AlsoAfterAnEdit() {
        Api author = as(newAuthor());
        Api.Answer first = author.post("Once", "text", KEY, "k-1");
        author.put(first.id(), "Edited", "other", "If-Match", "\"1\"");

        Api.Answer again = author.post("Once", "text", KEY, "k-1");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void theSameKeyWithAnotherPostIsRefusedAndAnotherAuthorsKeyIsHisOwn() {
        Api author = as(newAuthor());
        Api.Answer first = author.post("Once", "text", KEY, "k-1");

        assertThat(author.post("Once", "another text", KEY, "k-1").status()).isEqualTo(422);
        Api.Answer other = as(newAuthor()).post("Once", "text", KEY, "k-1");
        assertThat(other.status()).isEqualTo(201);
        assertThat(other.id()).isNotEqualTo(first.id());
    }

    @Test
    void aHundredRequestsAtOnceWithOneKeyMakeOneBlog() throws Exception {
        String author = newAuthor();
        Api api = as(author);
        ExecutorService clients = Executors.newFixedThreadPool(100);
        List<Future<Api.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(clients.submit(() -> api.post("Race", "text", KEY, "race")));
        }
        Set<String> ids = new HashSet<>();
        for (Future<Api.Answer> answer : answers) {
            if (answer.get().status() == 201) {
                ids.add(answer.get().id());
            } else {
                assertThat(answer.get().status()).isIn(409, 503);
            }
        }
        clients.shutdown();

        assertThat(ids).hasSize(1);
        assertThat(db.sql("select count(*) from blogs where author_id = :author")
                        .param("author", author)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(db.sql("select count(*) from outbox where author_id = :author")
                        .param("author", author)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aRequestWhoseKeyIsStillBeingStoredIsToldToWait() {
        String author = newAuthor();
        Api.Answer waiting = transaction.execute(status -> {
            db.sql("""
                            insert into blogs (id, author_id, version, live, title, body, tags,
                                               published_at, created_at, updated_at, idempotency_key, request_hash)
                            values (gen_random_uuid(), :author, 1, true, 'x', 'x', '{}', now(), now(), now(), 'slow', '')
                            """).param("author", author).update();
            return as(author).post("x", "x", KEY, "slow");
        });

        assertThat(waiting.status()).isEqualTo(409);
        assertThat(waiting.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void editsNeedTheVersionThatTheAuthorSaw() {
        Api author = as(newAuthor());
        String id = author.post("One", "text").id();

        assertThat(author.put(id, "Two", "text").status()).isEqualTo(428);
        Api.Answer edited = author.put(id, "Two", "text", "If-Match", "\"1\"");
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.header("ETag")).isEqualTo("\"2\"");
        assertThat(edited.text("title")).isEqualTo("Two");
        assertThat(author.put(id, "Three", "text", "If-Match", "\"1\"").status())
                .isEqualTo(412);
        assertThat(as(newAuthor()).put(id, "Mine", "text", "If-Match", "\"2\"").status())
                .isEqualTo(403);
        assertThat(asReader().get("/api/blogs/" + id).text("title")).isEqualTo("Two");
    }

    @Test
    void anUnpublishedBlogIsGoneForReadersAndCanBePublishedAgain() {
        Api author = as(newAuthor());
        String id = author.post("One", "text").id();

        assertThat(as(newAuthor()).delete(id).status()).isEqualTo(403);
        Api.Answer gone = author.delete(id);
        assertThat(gone.status()).isEqualTo(204);
        assertThat(asReader().get("/api/blogs/" + id).status()).isEqualTo(410);
        assertThat(author.delete(id).status()).as("again").isEqualTo(204);

        Api.Answer back = author.put(id, "Back", "text", "If-Match", gone.header("ETag"));
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.header("ETag")).isEqualTo("\"3\"");
        assertThat(db.sql("select ce_type from outbox where blog_id = :id order by xid, id")
                        .param("id", UUID.fromString(id))
                        .query(String.class)
                        .list())
                .containsExactly(
                        "pressroom.BlogPublished.v1", "pressroom.BlogUnpublished.v1", "pressroom.BlogPublished.v1");
    }

    @Test
    void pagesRunFromTheNewestToTheOldestWithoutGapOrRepeatWhileOthersPublish() {
        String author = newAuthor();
        Api api = as(author);
        List<String> published = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            published.add(0, api.post("Post " + i, "text").id());
        }

        List<String> listed = new ArrayList<>();
        String path = "/api/blogs?limit=3&author=" + author;
        for (String next = path; next != null; ) {
            JsonNode page = asReader().get(next).json();
            page.get("blogs").forEach(blog -> listed.add(blog.get("id").asString()));
            next = page.get("next").isNull()
                    ? null
                    : path + "&cursor=" + page.get("next").asString();
            api.post("Later", "text");
        }

        assertThat(listed).isEqualTo(published);
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("{\"title\":\"\",\"body\":\"x\"}", "title"),
                Arguments.of("{\"body\":\"x\"}", "title"),
                Arguments.of("{\"title\":\"x\"}", "body"),
                Arguments.of("{\"title\":\"%s\",\"body\":\"x\"}".formatted("t".repeat(301)), "title"),
                Arguments.of("{\"title\":\"a\\u0000b\",\"body\":\"x\"}", "title"),
                Arguments.of("{\"title\":\"a\\ud800b\",\"body\":\"x\"}", "title"),
                Arguments.of("{\"title\":\"x\",\"body\":\"x\",\"publishedAt\":\"yesterday\"}", "publishedAt"),
                Arguments.of(
                        "{\"title\":\"x\",\"body\":\"x\",\"publishedAt\":\"2999-01-01T00:00:00Z\"}", "publishedAt"),
                Arguments.of("{\"title\":\"x\",\"body\":\"x\",\"tags\":[\"\"]}", "tags"),
                Arguments.of("{\"title\":\"x\",\"body\":\"x\",\"tags\":[null]}", "tags"),
                Arguments.of("{\"title\":\"x\",\"body\":\"x\",\"tags\":[\"%s\"]}".formatted("t".repeat(51)), "tags"),
                Arguments.of(
                        "{\"title\":\"x\",\"body\":\"x\",\"tags\":[%s]}"
                                .formatted(String.join(
                                        ",",
                                        IntStream.range(0, 21)
                                                .mapToObj(i -> "\"t\"")
                                                .toList())),
                        "tags"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void anInvalidPostIsRefusedWithTheFieldThatIsWrong(String json, String field) {
        Api.Answer refused = as(newAuthor()).send("POST", "/api/blogs", json);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"title\":1,\"body\":\"x\"}",
                "{\"title\":\"x\",\"title\":\"y\",\"body\":\"x\"}",
                "{\"title\":\"x\",\"body\":\"x\"} trailing",
                "{\"title\":\"x\",\"body\":\"x\",\"tags\":\"one\"}"
            })
    void whatIsNotTheExpectedJsonIsRefusedInWordsThatTellNothingOfTheInside(String json) {
        Api.Answer refused = as(newAuthor()).send("POST", "/api/blogs", json);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.response().body()).doesNotContain("pressroom.blog", "java.", "Exception", "\tat ");
    }

    @Test
    void deepAndOversizedRequestsAreRefusedDeclaredOrChunked() {
        Api author = as(newAuthor());
        String deep = "{\"title\":\"x\",\"body\":\"x\",\"more\":%s}".formatted("[".repeat(100_000));
        assertThat(author.send("POST", "/api/blogs", deep).status()).isEqualTo(400);

        String huge = "{\"title\":\"x\",\"body\":\"" + "x".repeat(3_000_000) + "\"}";
        assertThat(author.send("POST", "/api/blogs", huge).status()).isEqualTo(413);
        byte[] bytes = huge.getBytes(StandardCharsets.UTF_8);
        var chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes));
        assertThat(author.send("POST", "/api/blogs", chunked).status()).isEqualTo(413);
    }

    @Test
    void aBodyOverOneMebibyteIsRefusedAndOneJustBelowIsTaken() {
        Api author = as(newAuthor());

        assertThat(author.post("x", "x".repeat(DraftCheck.MAX_BODY_BYTES)).status())
                .isEqualTo(201);
        assertThat(author.post("x", "x".repeat(DraftCheck.MAX_BODY_BYTES + 1)).status())
                .isEqualTo(413);
    }

    @Test
    void aPostWhoseEventWouldBeTooLargeIsRefusedBeforeItExists() {
        String author = newAuthor();
        // As an escape in JSON each of these takes six bytes in the event, but one in the author's text.
        String body = "\\u0001".repeat(310_000);

        Api.Answer refused = as(author).send("POST", "/api/blogs", "{\"title\":\"x\",\"body\":\"" + body + "\"}");
        Api.Answer tooLong = as(author)
                .send("POST", "/api/blogs", "{\"title\":\"x\",\"body\":\"" + body + body.substring(0, 90_000) + "\"}");

        assertThat(refused.status()).isEqualTo(201);
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(asReader().get("/api/blogs?author=" + author).json().get("blogs"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=1e9", "cursor=AAAA", "cursor=%25", "author=a%00b"})
    void wrongPageParametersAreRefused(String query) {
        assertThat(asReader().get("/api/blogs?" + query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "not-a-uuid", "%2e%2e%2fetc"})
    void anIdThatIsNoneIsRefused(String id) {
        assertThat(asReader().get("/api/blogs/" + id).status()).isIn(400, 404);
    }

    @Test
    void anEmptyOrHugeKeyIsRefused() {
        Api author = as(newAuthor());
        assertThat(author.post("x", "x", KEY, "").status()).isEqualTo(400);
        assertThat(author.post("x", "x", KEY, "k".repeat(256)).status()).isEqualTo(400);
        assertThat(author.post("x", "x", KEY, "k".repeat(255)).status()).isEqualTo(201);
    }
}
