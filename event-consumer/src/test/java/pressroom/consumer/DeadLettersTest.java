package pressroom.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A team looks at its dead letters over HTTP. */
class DeadLettersTest {

    private static final String TOPIC = Broker.newTopic(1);
    private static final String LONG = "{\"body\":\"" + "x".repeat(5_000_000);
    private static RunningConsumer consumer;
    private static Ops ops;

    @BeforeAll
    static void quarantineSome() {
        ProducerRecord<byte[], byte[]> odd = Events.poison(TOPIC, "{\"blogId\":7}");
        odd.headers().add("dlt_reason", "forged".getBytes(UTF_8)).add("x-null", null);
        Broker.send(new ProducerRecord<>(
                TOPIC, null, "a\u001b[31m\u202e\ud83d\ude00".getBytes(UTF_8), odd.value(), odd.headers()));
        Broker.send(new ProducerRecord<>(TOPIC, null, null));
        Broker.send(Events.poison(TOPIC, LONG));
        for (int i = 0; i < 4; i++) {
            Broker.send(Events.poison(TOPIC, "" + i));
        }
        consumer = RunningConsumer.web(TOPIC, new Handled(), Ops.key());
        ops = Ops.operator(consumer);
        await().until(() -> Broker.committed(TOPIC) == 7);
    }

    @AfterAll
    static void stop() {
        consumer.close();
    }

    @Test
    void lettersAreListedOldestFirstPageByPageWithoutTheirBytes() {
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = ops.get(Ops.LETTERS + "?limit=3" + next);
            assertThat(page.get("total").asLong()).isEqualTo(7);
            page.get("letters")
                    .forEach(letter -> seen.add("%d %d %d"
                            .formatted(
                                    letter.get("offset").asLong(),
                                    letter.get("source").get("offset").asLong(),
                                    letter.get("size").asLong())));
            next = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asString();
        }
        assertThat(seen).containsExactly("0 0 12", "1 1 0", "2 2 " + LONG.length(), "3 3 1", "4 4 1", "5 5 1", "6 6 1");
        assertThat(ops.send("GET", Ops.LETTERS).body()).doesNotContain("xxx", "valueBytes");
    }

    @Test
    void reasonSourceTimeAndKeyAreToldInWordsThatHarmNoScreen() {
        JsonNode letter = ops.get(Ops.LETTERS).get("letters").get(0);

        assertThat(letter.get("reason").asString()).isNotBlank().isNotEqualTo("forged");
        assertThat(letter.get("source").get("topic").asString()).isEqualTo(TOPIC);
        assertThat(letter.get("time").asString()).matches("20..-..-..T.*Z");
        assertThat(letter.get("key").asString()).isEqualTo("a\\u001b[31m\\u202e\ud83d\ude00");
    }

    @Test
    void oneLetterIsShownWithItsHeadersAndBytes() {
        JsonNode letter = ops.get(Ops.LETTERS + "/0/0");

        assertThat(Base64.getDecoder().decode(letter.get("valueBytes").asString()))
                .isEqualTo("{\"blogId\":7}".getBytes(UTF_8));
        assertThat(letter.get("isWhole").asBoolean()).isTrue();
        assertThat(letter.get("headers").toString())
                .contains("{\"name\":\"dlt_reason\",\"value\":\"forged\"}", "{\"name\":\"x-null\",\"value\":null}");
        assertThat(ops.get(Ops.LETTERS + "/0/1").get("valueBytes").isNull()).isTrue();
    }

    @Test
    void largeLetterIsCutAndSaysSo() {
        JsonNode letter = ops.get(Ops.LETTERS + "/0/2");

        assertThat(letter.get("isWhole").asBoolean()).isFalse();
        assertThat(letter.get("letter").get("size").asLong()).isEqualTo(LONG.length());
        assertThat(Base64.getDecoder().decode(letter.get("valueBytes").asString()))
                .hasSize(1 << 20);
    }

    @ParameterizedTest
    @CsvSource({
        "/0/7,404",
        "/1/0,404",
        "/0/999999999999999999,404",
        "/0/99999999999999999999,400",
        "?limit=0,400",
        "?limit=201,400",
        "?limit=x,400",
        "?cursor=x,400",
        "?cursor=9999999999-1,400"
    })
    void whatIsNotThereOrCannotBeIsAProblem(String path, int status) {
        var answer = ops.send("GET", Ops.LETTERS + path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @Test
    void cursorsBehindTheEndFindNothing() {
        assertThat(ops.get(Ops.LETTERS + "?cursor=0-7").get("letters")).isEmpty();
        assertThat(ops.get(Ops.LETTERS + "?cursor=3-0").get("next").isNull()).isTrue();
    }
}
