package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of gaps, and how they are closed. */
@Timeout(240)
@ExtendWith(OutputCaptureExtension.class)
class GapsApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String CLOSE = "/ops/gaps/close";
    private static final JsonMapper JSON = new JsonMapper();

    private final String topic = Broker.newTopic(2);
    private final Handled handled = new Handled();

    @BeforeEach
    void recordsAreDeletedBeforeTheGroupComesToThem() {
        for (int partition : new int[] {0, 1}) {
            IntStream.rangeClosed(1, 6).forEach(version -> Broker.send(Events.good(topic, partition, version)));
        }
        Broker.deleteRecords(topic, 1, 4);
    }

    @Test
    void anOperatorListsTheGapsAndClosesThemForGoodWithTheNextCommit(CapturedOutput log) {
        try (RunningConsumer consumer = RunningConsumer.webThatCommitsSoon(topic, handled)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 12);
            assertThat(log).contains("has a gap in " + topic + "-1: offsets 0 to 3 were deleted", "republish");
            Ops ops = Ops.operator(consumer);
            JsonNode gap = ops.get("/ops/gaps").get("gaps").get(0);
            assertThat(gap.get("partition").asInt()).isEqualTo(1);
            assertThat(gap.get("from").asLong()).isZero();
            assertThat(gap.get("to").asLong()).isEqualTo(4);
            assertThat(gap.get("records").asLong()).isEqualTo(4);
            assertThat(gap.get("noticedAt").asString()).matches("20..-..-..T.*Z");

            JsonNode planned = close(ops, "{\"reason\":\"republished\",\"dryRun\":true}");
            assertThat(planned.get("dryRun").asBoolean()).isTrue();
            assertThat(planned.get("closed")).hasSize(1);
            assertThat(consumer.gapRecords(1)).isEqualTo(4);
            assertThat(log).doesNotContain("call=closeGaps");

            assertThat(close(ops, "{\"reason\":\"republished\\nby hand\"}").get("closed"))
                    .hasSize(1);
            assertThat(log).contains("operator=olga call=closeGaps group=" + topic + " reason=\"republished by hand\"");
            assertThat(consumer.gapRecords(1)).isZero();
            assertThat(consumer.health().getDetails()).doesNotContainKey("gaps");
            assertThat(ops.get("/ops/gaps").get("gaps")).isEmpty();
            // No record comes; what is committed changes all the same.
            await().atMost(PATIENCE).until(() -> "".equals(Broker.metadata(topic, 1)));
            assertThat(Broker.committed(topic)).isEqualTo(12);
        }
        try (RunningConsumer again = RunningConsumer.of(topic, handled)) {
            await().atMost(PATIENCE).until(() -> again.partitions() == 2);
            assertThat(again.gaps()).isEqualTo("null");
        }
    }

    @Test
    void anInstanceTellsAllGapsAndClosesThoseOfItsOwnPartitions() {
        try (RunningConsumer first = RunningConsumer.webThatCommitsSoon(topic, handled)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 12);
            try (RunningConsumer second = RunningConsumer.webThatCommitsSoon(topic, handled)) {
                await().atMost(PATIENCE).until(() -> first.partitions() == 1 && second.partitions() == 1);
                boolean isFirsts = !first.gaps().equals("null");
                Ops owner = Ops.operator(isFirsts ? first : second);
                Ops other = Ops.operator(isFirsts ? second : first);

                JsonNode seen = other.get("/ops/gaps").get("gaps");
                assertThat(seen).hasSize(1);
                assertThat(seen.get(0).get("isHere").asBoolean()).isFalse();
                JsonNode answer = close(other, "{\"reason\":\"republished\"}");
                assertThat(answer.get("closed")).isEmpty();
                assertThat(answer.get("elsewhere")).hasSize(1);
                assertThat(Broker.metadata(topic, 1)).startsWith("gaps 0-4@");

                close(owner, "{\"reason\":\"republished\"}");
                await().atMost(PATIENCE)
                        .until(() -> other.get("/ops/gaps").get("gaps").isEmpty());
            }
        }
    }

    @Test
    void closingNeedsAReasonAndAnOperator() {
        try (RunningConsumer consumer = RunningConsumer.webThatCommitsSoon(topic, handled)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 12);
            for (String body : new String[] {"{}", "{\"reason\":\" \"}", "{\"reason\":\"" + "x".repeat(501) + "\"}"}) {
                HttpResponse<String> refused =
                        Ops.operator(consumer).send("POST", CLOSE, body, "Content-Type", "application/json");
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.body()).contains("The field reason is missing");
            }
            Ops author = Ops.with(consumer, "author");
            assertThat(author.send("GET", "/ops/gaps").statusCode()).isEqualTo(403);
            assertThat(author.send("POST", CLOSE, "{\"reason\":\"x\"}", "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(consumer.gapRecords(1)).isEqualTo(4);
        }
    }

    private static JsonNode close(Ops ops, String body) {
        HttpResponse<String> answer = ops.send("POST", CLOSE, body, "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
