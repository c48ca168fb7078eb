package pressroom.blog.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.stack.LocalStack;
import pressroom.stack.Server;
import pressroom.stack.TestServers;
import tools.jackson.databind.JsonNode;

/** A post that was deleted from the topic before a group read it. Over a Kafka of its own, whose records are deleted. */
@TestPropertySource(properties = "test.database=gap_progress")
@Timeout(180)
class GapProgressTest extends BlogServiceTest {

    private static final LocalStack KAFKA = TestServers.another();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Autowired
    private JdbcClient db;

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase("gap_progress");
    }

    @DynamicPropertySource
    static void connectToAnotherKafka(DynamicPropertyRegistry registry) {
        KAFKA.start(Server.KAFKA, words -> {});
        KAFKA.propertiesFor("blog-service").forEach((name, value) -> {
            if (name.startsWith("spring.kafka.")) {
                registry.add("test." + name, () -> value);
            }
        });
        registry.add("spring.datasource.url", () -> STACK.propertiesFor("blog-service")
                .get("spring.datasource.url"));
    }

    @Test
    void isNotDoneUntilItIsSentAgain() throws Exception {
        String id = publish();
        JsonNode place = onTopic(id).get("topic");
        int partition = place.get("partition").asInt();
        long offset = place.get("offset").asLong();
        try (Groups groups = new Groups(KAFKA.kafkaAdminProperties(), 2)) {
            await().atMost(PATIENCE).until(() -> progress(id).get("done").asBoolean());
            groups.catchUpWithGap(groups.name(0), partition, offset, offset + 1);

            await().atMost(PATIENCE).until(() -> state(id, groups.name(0)).equals("in-gap"));
            JsonNode missed = group(progress(id), groups.name(0));
            assertThat(missed.get("reason").asString()).contains("deleted", "/ops/republish");
            assertThat(state(id, groups.name(1))).isEqualTo("done");
            assertThat(progress(id).get("done").asBoolean()).isFalse();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(flow(groups.name(0))).isEqualTo(1));
            assertThat(flow(groups.name(1))).isZero();

            Api.Answer sent = asOperator()
                    .send(
                            "POST",
                            "/ops/republish",
                            "{\"reason\":\"a gap\",\"blogIds\":[\"%s\"]}".formatted(id),
                            "Content-Type",
                            "application/json");
            assertThat(sent.status()).as(sent.response().body()).isEqualTo(200);
            await().atMost(PATIENCE)
                    .until(() -> progress(id).path("topic").path("offset").asLong(-1) > offset);
            groups.catchUpWithGap(groups.name(0), partition, offset, offset + 1);
            groups.catchUp(groups.name(1));
            await().atMost(PATIENCE).until(() -> progress(id).get("done").asBoolean());
        }
    }

    @Test
    void isToldBeforeTheGroupHasComeToTheGap() throws Exception {
        onTopic(publish());
        try (Groups groups = new Groups(KAFKA.kafkaAdminProperties(), 1)) {
            String id = publish();
            JsonNode place = onTopic(id).get("topic");
            await().atMost(PATIENCE).until(() -> state(id, groups.name(0)).equals("waiting"));

            groups.deleteRecords(
                    place.get("partition").asInt(), place.get("offset").asLong() + 1);

            await().atMost(PATIENCE).until(() -> state(id, groups.name(0)).equals("in-gap"));
            assertThat(progress(id).get("done").asBoolean()).isFalse();
        }
    }

    @Test
    void whosePlaceIsNoLongerKeptMayLieInTheGap() throws Exception {
        String id = publish();
        JsonNode place = onTopic(id).get("topic");
        try (Groups groups = new Groups(KAFKA.kafkaAdminProperties(), 1)) {
            long offset = place.get("offset").asLong();
            groups.catchUpWithGap(groups.name(0), place.get("partition").asInt(), offset, offset + 1);
            onTopic(publish());
            db.sql("delete from relay_rounds where relayed_at < (select max(relayed_at) from relay_rounds)")
                    .update();
            db.sql("delete from outbox where blog_id = :id")
                    .param("id", UUID.fromString(id))
                    .update();

            await().atMost(PATIENCE).until(() -> state(id, groups.name(0)).equals("in-gap"));
            assertThat(group(progress(id), groups.name(0)).get("reason").asString())
                    .contains("may be among them");
            groups.catchUp(groups.name(0));
            await().atMost(PATIENCE).until(() -> progress(id).get("done").asBoolean());
        }
    }

    private String publish() {
        return as(newAuthor()).post("Title", "text").id();
    }

    private JsonNode progress(String id) {
        Api.Answer answer = asReader().get("/api/blogs/" + id + "/progress");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode onTopic(String id) {
        await().atMost(PATIENCE).until(() -> progress(id).get("topic").isObject());
        return progress(id);
    }

    private String state(String id, String group) {
        return group(progress(id), group).path("state").asString("");
    }

    private long flow(String group) {
        return group(asReader().get("/api/flow").json(), group).path("missed").asLong(-1);
    }

    private static JsonNode group(JsonNode answer, String name) {
        return answer.path("groups")
                .valueStream()
                .filter(group -> group.get("group").asString().equals(name))
                .findFirst()
                .orElse(answer.path("none"));
    }
}
