package pressroom.blog.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.blog.EventSource;
import pressroom.stack.LocalStack;
import pressroom.stack.Server;
import pressroom.stack.TestServers;
import tools.jackson.databind.JsonNode;

/** Over a Kafka of its own, which is killed. */
@TestPropertySource(properties = "test.database=kafka_away")
@Timeout(180)
class KafkaAwayTest extends BlogServiceTest {

    private static final LocalStack KAFKA = TestServers.another();
    private static final Duration BOUND = Duration.ofSeconds(3);

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase("kafka_away");
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
    void whatIsKnownIsStillAnsweredInTimeWhileKafkaIsAway() throws Exception {
        String id = as(newAuthor()).post("Title", "text").id();
        String path = "/api/blogs/" + id + "/progress";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> asReader().get(path).json().get("topic").isObject());
        try (Groups groups = new Groups(KAFKA.kafkaAdminProperties(), 1)) {
            await().until(() -> asReader().get(path).json().get("done").asBoolean());

            KAFKA.kill(Server.KAFKA);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !inTime(path).get("note").isNull());
            JsonNode progress = inTime(path);
            assertThat(progress.get("topic").get("offset").isNumber()).isTrue();
            assertThat(progress.get("groups")).hasSize(1);
            assertThat(progress.get("note").asString()).contains("Kafka", "as they were at");
            assertThat(inTime("/api/flow").get("note").asString()).contains("Kafka");

            String unsent = as(newAuthor()).post("Title", "text").id();
            JsonNode waiting = inTime("/api/blogs/" + unsent + "/progress");
            assertThat(waiting.get("topic").isNull()).isTrue();
            try (EventSource stream = asReader().watch("/api/blogs/" + unsent + "/progress")) {
                await().atMost(Duration.ofSeconds(10)).until(() -> !stream.last("progress")
                        .path("note")
                        .asString("")
                        .isEmpty());

                KAFKA.start(Server.KAFKA, words -> {});
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> stream.last("progress").path("topic").isObject());
                groups.catchUp(groups.name(0));
                await().atMost(Duration.ofSeconds(20)).until(stream::isEnded);
                assertThat(stream.last("done").get("note").isNull()).isTrue();
            }
        }
    }

    private JsonNode inTime(String path) {
        long began = System.nanoTime();
        Api.Answer answer = asReader().get(path);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }
}
