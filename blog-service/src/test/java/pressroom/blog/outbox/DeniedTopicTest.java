package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.BlogServiceTest;
import tools.jackson.databind.JsonNode;

/** A topic whose configuration the service may not read. */
@TestPropertySource(
        properties = {
            "test.database=" + DeniedTopicTest.DATABASE,
            "test.topic=blog-events." + DeniedTopicTest.DATABASE,
            "pressroom.relay.topic-check=200ms"
        })
class DeniedTopicTest extends BlogServiceTest {

    static final String DATABASE = "denied_topic";

    private static final AclBinding DENIED = new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, "blog-events." + DATABASE, PatternType.LITERAL),
            new AccessControlEntry("User:blog-service", "*", AclOperation.DESCRIBE_CONFIGS, AclPermissionType.DENY));

    @BeforeAll
    static void takeTheRightAway() throws Exception {
        createDatabase(DATABASE);
        try (Admin kafka = Admin.create(STACK.kafkaAdminProperties())) {
            kafka.createAcls(List.of(DENIED)).all().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void isNotedAllTheSameAndTheDenialIsToldUntilTheRightIsGivenBack() throws Exception {
        String post = as(newAuthor()).post("Sent", "text").id();
        await().until(() -> asReader()
                .get("/api/blogs/" + post + "/progress")
                .json()
                .get("topic")
                .isObject());

        await().until(() -> asOperator().get("/ops/outbox").json().path("topic").isObject());
        await().until(() -> topic().path("status").asString("").equals("DENIED"));
        assertThat(topic().at("/details/reason").asString()).contains("DescribeConfigs", "blog-events." + DATABASE);
        assertThat(asReader().get("/actuator/health/readiness").status())
                .as("posts are taken and sent")
                .isEqualTo(200);

        try (Admin kafka = Admin.create(STACK.kafkaAdminProperties())) {
            kafka.deleteAcls(List.of(DENIED.toFilter())).all().get(30, TimeUnit.SECONDS);
        }
        await().until(() -> topic().path("status").asString("").equals("UP"));
    }

    private JsonNode topic() {
        return asOperator().get("/actuator/health/readiness").json().at("/components/topic");
    }
}
