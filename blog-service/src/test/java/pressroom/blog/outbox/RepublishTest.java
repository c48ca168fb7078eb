package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pressroom.blog.outbox.Topic.header;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;

/** Blogs whose newest version is sent again. */
@TestPropertySource(
        properties = {"test.database=" + RepublishTest.DATABASE, "test.topic=blog-events." + RepublishTest.DATABASE})
class RepublishTest extends BlogServiceTest {

    static final String DATABASE = "republish_test";

    @Autowired
    private JdbcClient db;

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
