package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.BlogServiceTest;
import tools.jackson.databind.JsonNode;

/** A topic that operators delete and change under a running service. */
@TestPropertySource(
        properties = {
            "test.database=" + TopicChangesTest.DATABASE,
            "test.topic=blog-events." + TopicChangesTest.DATABASE,
            "pressroom.relay.topic-check=200ms",
            "pressroom.relay.send-timeout=5s"
        })
class TopicChangesTest extends BlogServiceTest {

    static final String DATABASE = "topic_changes";

    private static final String TOPIC = "blog-events." + DATABASE;

    private final Topic topic = new Topic(STACK, TOPIC);

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase(DATABASE);
    }

    @Test
    void aDeletedTopicIsMadeAgainAndWhatWasOnItIsNotToldAsSent() throws Exception {
        String before = as(newAuthor()).post("Before", "text").id();
        await().until(() -> progress(before).get("topic").isObject());
        JsonNode first = topicSeen();

        try (Admin kafka = Admin.create(STACK.kafkaAdminProperties())) {
            kafka.deleteTopics(List.of(TOPIC)).all().get(30, TimeUnit.SECONDS);
        }
        await().until(() ->
                topicSeen().get("earlier").asInt() == first.get("earlier").asInt() + 1);
        assertThat(topicSeen().get("topicId")).isNotEqualTo(first.get("topicId"));
        String earlier =
                "pressroom_relay_topics_earlier " + topicSeen().get("earlier").asInt() + ".0";
        await().untilAsserted(() -> assertThat(
                        asOperator().get("/actuator/prometheus").response().body())
                .contains(earlier));

        String after = as(newAuthor()).post("After", "text").id();
        await().until(() -> progress(after).get("topic").isObject());
        assertThat(topic.recordsOf(Set.of(before, after))).hasSize(1);
        assertThat(progress(before).get("topic").isNull()).isTrue();
        assertThat(progress(before).get("done").asBoolean()).isFalse();
        assertThat(progress(before).get("note").asString()).contains("was replaced");
        assertThat(asOperator().get("/ops/outbox").json().get("suspension").isNull())
                .isTrue();
    }

    @Test
    void aTopicThatIsCompactedMakesTheServiceUnreadyUntilItIsSetBack() throws Exception {
        String id = as(newAuthor()).post("There is a topic", "text").id();
        await().until(() -> progress(id).get("topic").isObject());

        setCleanupPolicy("compact");
        await().until(() -> asReader().get("/actuator/health/readiness").status() == 503);
        assertThat(asOperator()
                        .get("/actuator/health/readiness")
                        .json()
                        .path("components")
                        .path("topic")
                        .path("details")
                        .path("reason")
                        .asString())
                .contains("cleanup.policy", "compact", "kafka-configs");

        setCleanupPolicy("delete");
        await().until(() -> asReader().get("/actuator/health/readiness").status() == 200);
    }

    private static void setCleanupPolicy(String policy) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry("cleanup.policy", policy), AlterConfigOp.OpType.SET);
        try (Admin kafka = Admin.create(STACK.kafkaAdminProperties())) {
            kafka.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get(30, TimeUnit.SECONDS);
        }
    }

    private JsonNode topicSeen() {
        return asOperator().get("/ops/outbox").json().path("topic");
    }

    private JsonNode progress(String id) {
        return asReader().get("/api/blogs/" + id + "/progress").json();
    }
}
