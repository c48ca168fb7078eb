package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import tools.jackson.databind.JsonNode;

/** An outbox whose partitions and sequence were changed by hand. */
@TestPropertySource(
        properties = {
            "test.database=" + OutboxPartitionsTest.DATABASE,
            "test.topic=blog-events." + OutboxPartitionsTest.DATABASE,
            "pressroom.relay.partition-check=1h"
        })
class OutboxPartitionsTest extends BlogServiceTest {

    static final String DATABASE = "outbox_partitions";

    @Autowired
    private OutboxPartitions partitions;

    @Autowired
    private JdbcClient db;

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase(DATABASE);
    }

    @Test
    void aDroppedPartitionIsToldAndMadeAgain() {
        String sent = as(newAuthor()).post("Sent", "text").id();
        await().until(() -> progress(sent).get("topic").isObject());
        db.sql("drop table outbox_0_1000000").update();

        Api.Answer answer = as(newAuthor()).post("No place", "text");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        Api.Answer readiness = asOperator().get("/actuator/health/readiness");
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(readiness
                        .json()
                        .path("components")
                        .path("outbox")
                        .path("details")
                        .path("reason")
                        .asString())
                .contains("a partition for the next event is missing");

        partitions.makeAhead();

        assertThat(asReader().get("/actuator/health/readiness").status()).isEqualTo(200);
        String next = as(newAuthor()).post("Goes on", "text").id();
        await().until(() -> progress(next).get("topic").isObject());
    }

    @Test
    void theProgressOfABlogIsThatOfItsNewestVersionThoughTheSequenceWentBack() {
        Api author = as(newAuthor());
        for (int i = 0; i < 10; i++) {
            as(newAuthor()).post("Before it", "text");
        }
        String id = author.post("First", "text").id();
        await().until(() -> progress(id).get("topic").isObject());
        long offset = progress(id).get("topic").get("offset").asLong();
        db.sql("select setval(pg_get_serial_sequence('outbox', 'id'), 1)")
                .query(Long.class)
                .single();

        Api.Answer edited = author.put(
                id, "Second", "text", "If-Match", author.get("/api/blogs/" + id).header("ETag"));
        assertThat(edited.status()).isEqualTo(200);

        await().until(() -> progress(id).get("topic").isObject());
        assertThat(progress(id).get("topic").get("offset").asLong()).isGreaterThan(offset);
        assertThat(progress(id).toString()).contains("BlogEdited");
    }

    private JsonNode progress(String id) {
        return asReader().get("/api/blogs/" + id + "/progress").json();
    }
}
