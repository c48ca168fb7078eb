package pressroom.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import pressroom.events.CloudEvent;

/** A handler that throws on one event: not refused, not an outage, a defect. */
class FailingEventTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BAD = 13;

    private final String topic = Broker.newTopic(2);
    private final String deadLetters = topic + "." + topic + ".dlt";
    private final Set<Integer> handled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean hasDefect = true;
    private volatile boolean isAway;

    private List<Refusal> handle(List<CloudEvent> events) throws IOException {
        if (isAway) {
            failures.incrementAndGet();
            throw new IOException("the store is away");
        }
        if (hasDefect && events.stream().anyMatch(event -> event.data().version() == BAD)) {
            failures.incrementAndGet();
            throw new IllegalStateException("a defect");
        }
        events.forEach(event -> handled.add(event.data().version()));
        return List.of();
    }

    @Test
    void theEventIsNamedItsPartitionWaitsAndTheOtherOneContinues() {
        String id = send(0, 1, 40);
        send(1, 101, 140);
        try (RunningConsumer consumer = RunningConsumer.of(topic, this::handle)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed(1)).isEqualTo(40));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed(0)).isEqualTo(BAD - 1));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(consumer.reason())
                    .contains(id, topic + "-0@" + (BAD - 1), "a defect", "tried again"));
            assertThat(consumer.health().getDetails().get("failingEvents").toString())
                    .contains(id);
            assertThat(handled).doesNotContain(BAD).contains(1, BAD - 1, 101, 140);

            int before = failures.get();
            send(1, 201, 240);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed(1)).isEqualTo(80));
            await().atMost(PATIENCE).until(() -> failures.get() > before + 3);
            assertThat(committed(0)).isEqualTo(BAD - 1);
            assertThat(consumer.liveness().getStatus().getCode()).isEqualTo("UP");

            hasDefect = false;
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed(0)).isEqualTo(40));
            assertThat(handled).hasSize(120);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(consumer.health().getStatus().getCode()).isEqualTo("UP"));
        }
        assertThat(Broker.exists(deadLetters)).isFalse();
    }

    @Test
    void theTeamsSettingDeadLettersItAfterAttemptsThatOtherEventsSurvived() {
        send(0, BAD, BAD + 5);
        try (RunningConsumer consumer =
                RunningConsumer.of(topic, this::handle, "pressroom.consumer.dead-letter-after=3")) {
            // Nothing else is handled: it may as well be an outage.
            await().atMost(PATIENCE).until(() -> failures.get() > 8);
            assertThat(Broker.exists(deadLetters)).isFalse();

            await().atMost(PATIENCE).untilAsserted(() -> {
                send(1, 101, 101);
                assertThat(committed(0)).isEqualTo(6);
            });

            assertThat(handled).doesNotContain(BAD).contains(BAD + 1, BAD + 5, 101);
            assertThat(consumer.records("quarantined")).isEqualTo(1);
        }
        assertThat(Broker.records(deadLetters)).singleElement().satisfies(letter -> {
            assertThat(Broker.header(letter, "dlt_offset")).isEqualTo("0");
            assertThat(Broker.header(letter, "dlt_reason")).contains("a defect", "3 of them");
        });
    }

    @Test
    void anOutageDeadLettersNothingHoweverOftenItIsTried() {
        hasDefect = false;
        isAway = true;
        send(0, 1, 30);
        send(1, 101, 130);
        try (RunningConsumer consumer =
                RunningConsumer.of(topic, this::handle, "pressroom.consumer.dead-letter-after=1")) {
            for (int outage = 1; outage <= 3; outage++) {
                int before = failures.get();
                await().atMost(PATIENCE).until(() -> failures.get() > before + 20);
                isAway = false;
                int sum = 60 + (outage - 1) * 2;
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(Broker.committed(topic)).isEqualTo(sum));
                isAway = true;
                send(0, 1000 + outage, 1000 + outage);
                send(1, 2000 + outage, 2000 + outage);
            }
            isAway = false;
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Broker.committed(topic)).isEqualTo(66));
            assertThat(consumer.records("quarantined")).isZero();
        }
        assertThat(Broker.exists(deadLetters)).isFalse();
        assertThat(handled).hasSize(66);
    }

    /** Sends events with these versions; returns the id of the bad one among them. */
    private String send(int partition, int first, int last) {
        List<ProducerRecord<byte[], byte[]>> records = IntStream.rangeClosed(first, last)
                .mapToObj(version -> Events.good(topic, partition, version))
                .toList();
        records.forEach(Broker::send);
        return new String(
                records.get(Math.floorMod(BAD - first, records.size()))
                        .headers()
                        .lastHeader("ce_id")
                        .value(),
                UTF_8);
    }

    private long committed(int partition) {
        return Broker.committed(topic, new TopicPartition(topic, partition));
    }
}
