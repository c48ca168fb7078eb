package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pressroom.blog.outbox.Topic.header;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import tools.jackson.databind.json.JsonMapper;

/** Blogs whose newest version is sent again. */
@TestPropertySource(
        properties = {"test.database=" + RepublishTest.DATABASE, "test.topic=blog-events." + RepublishTest.DATABASE})
class RepublishTest extends BlogServiceTest {

    static final String DATABASE = "republish_test";

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private JdbcClient db;

    @Autowired
    private TransactionTemplate transaction;

    private final Topic topic = new Topic(STACK, "blog-events." + DATABASE);

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase(DATABASE);
    }

    @Test
    void theNewestVersionIsSentAgainAsTheSameEvent() {
        Api author = as(newAuthor());
        String edited = author.post("First", "text").id();
        edit(author, edited);
        String gone = as(newAuthor()).post("Other author", "text").id();
        String unpublished = author.post("Taken back", "text").id();
        assertThat(author.delete(unpublished).status()).isEqualTo(204);
        await().until(() -> records(edited).size() == 2
                && records(unpublished).size() == 2
                && records(gone).size() == 1);

        Api.Answer dryRun = republish("\"dryRun\":true,\"blogIds\":[\"%s\",\"%s\"]".formatted(edited, unpublished));
        assertThat(dryRun.json().get("blogIds")).hasSize(2);
        assertThat(records(edited)).hasSize(2);

        assertThat(republish("\"blogIds\":[\"%s\",\"%s\"]".formatted(edited, unpublished))
                        .status())
                .isEqualTo(200);
        await().until(() -> records(edited).size() == 3 && records(unpublished).size() == 3);
        assertIsSentTwice(records(edited).subList(1, 3));
        assertIsSentTwice(records(unpublished).subList(1, 3));
        assertThat(records(gone)).hasSize(1);
    }

    @Test
    void theEventIsTheSameWhetherTheBlogKeepsItOrTheOutboxDoes() {
        Api author = as(newAuthor());
        String id = author.post("First", "text").id();
        await().until(() -> records(id).size() == 1);
        // As a process of the version before leaves it.
        edit(author, id);
        await().until(() -> records(id).size() == 2);
        db.sql("update blogs set event_version = 1 where id = :id")
                .param("id", UUID.fromString(id))
                .update();
        republish("\"blogIds\":[\"%s\"]".formatted(id));
        await().until(() -> records(id).size() == 3);
        assertIsSentTwice(records(id).subList(1, 3));

        db.sql("delete from outbox where blog_id = :id")
                .param("id", UUID.fromString(id))
                .update();
        republish("\"blogIds\":[\"%s\"]".formatted(id));
        await().until(() -> records(id).size() == 4);
        assertIsSentTwice(records(id).subList(2, 4));
    }

    @Test
    void manyAreSentPageByPage() {
        String author = newAuthor();
        List<String> posts = List.of(
                as(author).post("1", "text").id(),
                as(author).post("2", "text").id(),
                as(author).post("3", "text").id());
        Api.Answer first = republish("\"limit\":2,\"author\":\"%s\"".formatted(author));
        assertThat(first.json().get("blogIds")).hasSize(2);
        Api.Answer second =
                republish("\"limit\":2,\"author\":\"%s\",\"after\":\"%s\"".formatted(author, first.text("next")));
        assertThat(second.json().get("blogIds")).hasSize(1);
        assertThat(second.json().get("next").isNull()).isTrue();
        assertThat(posts).allSatisfy(post -> await().until(() -> records(post).size() == 2));
    }

    @Test
    void aLockedPostIsSentAfterTheOthersAndNoVersionAfterALaterOne() throws Exception {
        Api author = as(newAuthor());
        List<String> posts = List.of(
                author.post("First", "text").id(),
                author.post("Locked", "text").id(),
                author.post("Edited", "text").id());
        ExecutorService operator = Executors.newSingleThreadExecutor();
        Future<Api.Answer> answer = transaction.execute(open -> {
            db.sql("select id from blogs where id = :id for update")
                    .param("id", UUID.fromString(posts.get(1)))
                    .query(UUID.class)
                    .single();
            Future<Api.Answer> sending =
                    operator.submit(() -> republish("\"blogIds\":[\"%s\"]".formatted(String.join("\",\"", posts))));
            await().until(this::isWaitingForALock);
            edit(author, posts.get(2));
            edit(author, posts.get(2));
            return sending;
        });

        assertThat(answer.get().status()).isEqualTo(200);
        operator.shutdown();
        await().untilAsserted(() -> {
            assertThat(versions(posts.get(0))).containsExactly(1, 1);
            assertThat(versions(posts.get(1))).containsExactly(1, 1);
            assertThat(versions(posts.get(2))).containsExactly(1, 1, 2, 3);
        });
    }

    @Test
    void whileAuthorsEditNoVersionIsSentAfterALaterOne() throws Exception {
        Api author = as(newAuthor());
        List<String> posts = IntStream.range(0, 8)
                .mapToObj(i -> author.post("Post " + i, "text").id())
                .toList();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService editors = Executors.newFixedThreadPool(2);
        List<Future<?>> editing = IntStream.range(0, 2)
                .<Future<?>>mapToObj(half -> editors.submit(() -> {
                    // Straight into the database: one author may not edit as often.
                    while (!stop.get()) {
                        posts.subList(4 * half, 4 * half + 4).forEach(this::editInDatabase);
                    }
                }))
                .toList();
        for (int round = 0; round < 100; round++) {
            assertThat(republish("\"blogIds\":[\"%s\"]".formatted(String.join("\",\"", posts)))
                            .status())
                    .isEqualTo(200);
        }
        stop.set(true);
        for (Future<?> each : editing) {
            each.get();
        }
        editors.shutdown();

        await().until(() ->
                asOperator().get("/ops/outbox").json().path("unsent").asLong() == 0);
        for (String post : posts) {
            List<Integer> versions = versions(post);
            assertThat(versions).isSorted().hasSizeGreaterThan(100);
            assertThat(versions.get(versions.size() - 1)).isGreaterThan(1);
        }
    }

    /** As the service edits. */
    private void editInDatabase(String id) {
        db.sql("""
                        with seen as materialized (select id, version from blogs where id = :id for update),
                        changed as (
                            update blogs set version = blogs.version + 1, event_id = :eventId,
                                             event_type = 'pressroom.BlogEdited.v1', event_version = blogs.version + 1
                            from seen where blogs.id = seen.id
                            returning blogs.id, blogs.version, author_id)
                        insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)
                        select :eventId, 'pressroom.BlogEdited.v1', id, author_id, clock_timestamp(),
                               convert_to(format('{"blogId":"%s","version":%s}', id, version), 'UTF8')
                        from changed
                        """)
                .param("id", UUID.fromString(id))
                .param("eventId", UUID.randomUUID())
                .update();
    }

    private boolean isWaitingForALock() {
        return db.sql("""
                        select exists (select from pg_stat_activity
                                       where datname = current_database() and wait_event_type = 'Lock'
                                         and query like '%for update%')
                        """).query(Boolean.class).single();
    }

    private List<Integer> versions(String id) {
        return records(id).stream()
                .map(record -> JSON.readTree(record.value()).get("version").asInt())
                .toList();
    }

    @Test
    void nothingIsSentWithoutAReasonASelectionOrTheRole() {
        assertThat(republish("\"limit\":2").status()).isEqualTo(400);
        assertThat(republish("\"all\":true,\"limit\":1001").status()).isEqualTo(400);
        assertThat(send(asOperator(), "{\"all\":true}").status()).isEqualTo(400);
        assertThat(send(as(newAuthor()), "{\"all\":true,\"reason\":\"x\"}").status())
                .isEqualTo(403);
    }

    private static void assertIsSentTwice(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        ConsumerRecord<byte[], byte[]> second = records.get(1);
        assertThat(header(second, "ce_id")).isEqualTo(header(first, "ce_id"));
        assertThat(header(second, "ce_type")).isEqualTo(header(first, "ce_type"));
        assertThat(second.value()).isEqualTo(first.value());
    }

    private static void edit(Api author, String id) {
        Api.Answer edited = author.put(
                id, "Second", "text", "If-Match", author.get("/api/blogs/" + id).header("ETag"));
        assertThat(edited.status()).isEqualTo(200);
    }

    private Api.Answer republish(String fields) {
        return send(asOperator(), "{\"reason\":\"tested\",%s}".formatted(fields));
    }

    private static Api.Answer send(Api api, String json) {
        return api.send("POST", "/ops/republish", json, "Content-Type", "application/json");
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String id) {
        return topic.recordsOf(Set.of(id));
    }
}
