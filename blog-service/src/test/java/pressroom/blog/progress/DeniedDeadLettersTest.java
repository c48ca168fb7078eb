package pressroom.blog.progress;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import tools.jackson.databind.JsonNode;

/** The right to read the groups' dead letters is taken away, and given back. */
@Timeout(120)
class DeniedDeadLettersTest extends BlogServiceTest {

    private final Admin kafka = Admin.create(STACK.kafkaAdminProperties());

    @AfterEach
    void giveBack() throws Exception {
        try (kafka) {
            get(kafka.createAcls(List.of(right(READ))).all());
            get(kafka.deleteAcls(List.of(right(DESCRIBE).toFilter())).all());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeadLetteredPostIsUnknownWithoutTheRightAndToldAgainWithIt(boolean mayDescribe) throws Exception {
        try (Groups groups = new Groups(STACK.kafkaAdminProperties(), 2)) {
            takeAway(mayDescribe);
            String id = as(newAuthor()).post("Refused by one group", "text").id();
            await().until(() -> !topic(id).path("offset").isMissingNode());
            JsonNode place = topic(id);
            groups.deadLetter(
                    groups.name(0),
                    place.get("partition").asInt(),
                    place.get("offset").asLong(),
                    "its title is a poem");
            groups.catchUp(groups.name(0));
            groups.catchUp(groups.name(1));

            await().until(() ->
                    group(id, groups.name(0)).path("state").asString("").equals("unknown"));
            assertThat(group(id, groups.name(0)).get("reason").asString())
                    .contains("may not read blog-events." + groups.name(0) + ".dlt");
            assertThat(progress(id).get("done").asBoolean()).isFalse();
            Api.Answer health = asOperator().get("/actuator/health");
            JsonNode told = health.json().at("/components/deadLetters");
            assertThat(told.get("status").asString()).isEqualTo("DOWN");
            assertThat(told.at("/details/topics").toString()).contains(groups.name(0));
            assertThat(asReader().get("/actuator/health/readiness").status()).isEqualTo(200);

            get(kafka.createAcls(List.of(right(READ))).all());

            await().until(() ->
                    group(id, groups.name(0)).path("state").asString("").equals("dead-lettered"));
            assertThat(group(id, groups.name(0)).get("reason").asString()).isEqualTo("its title is a poem");
            await().until(() ->
                    group(id, groups.name(1)).path("state").asString("").equals("done"));
            await().until(() -> asOperator()
                    .get("/actuator/health")
                    .json()
                    .at("/components/deadLetters/status")
                    .asString("")
                    .equals("UP"));
        }
    }

    private void takeAway(boolean mayDescribe) throws Exception {
        if (mayDescribe) {
            get(kafka.createAcls(List.of(right(DESCRIBE))).all());
        }
        get(kafka.deleteAcls(List.of(right(READ).toFilter())).all());
    }

    private static AclBinding right(AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "blog-events.", PatternType.PREFIXED),
                new AccessControlEntry("User:blog-service", "*", operation, AclPermissionType.ALLOW));
    }

    private JsonNode topic(String id) {
        return progress(id).path("topic");
    }

    private JsonNode group(String id, String name) {
        for (JsonNode group : progress(id).get("groups")) {
            if (group.get("group").asString().equals(name)) {
                return group;
            }
        }
        return progress(id).path("missing");
    }

    private JsonNode progress(String id) {
        return asReader().get("/api/blogs/" + id + "/progress").json();
    }

    private static <T> T get(KafkaFuture<T> answer) throws Exception {
        return answer.get(30, TimeUnit.SECONDS);
    }
}
