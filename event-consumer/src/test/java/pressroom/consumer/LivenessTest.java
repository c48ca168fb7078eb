package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

class LivenessTest {

    private static final ConditionFactory WAIT = await().atMost(Duration.ofSeconds(60));

    private final Handled handled = new Handled();

    @Test
    void aHandlerThatNeverReturnsIsNotAlive() {
        String topic = Broker.newTopic(1);
        Broker.send(Events.good(topic, 1));
        CountDownLatch never = new CountDownLatch(1);
        handled.outage = () -> {
            if (handled.attempts == 1) {
                never.await();
            }
        };

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled, "pressroom.consumer.longest-silence=1s")) {
            WAIT.until(() -> handled.attempts == 1);
            WAIT.untilAsserted(
                    () -> assertThat(consumer.liveness().getStatus().getCode()).isEqualTo("DOWN"));
            assertThat(consumer.liveness().getDetails().get("reason").toString())
                    .startsWith("a batch has been worked on for ");

            never.countDown();
            WAIT.untilAsserted(
                    () -> assertThat(consumer.liveness().getStatus().getCode()).isEqualTo("UP"));
        }
    }

    @Test
    void anOutageOfTheStoreIsNoReasonToRestart() {
        String topic = Broker.newTopic(1);
        Broker.send(Events.good(topic, 1));
        handled.outage = () -> {
            throw new IOException("the store is away");
        };

        try (RunningConsumer consumer =
                RunningConsumer.of(topic, handled, "pressroom.consumer.longest-silence=500ms")) {
            // Each try takes a pause of at most 200 ms: these are several times the longest silence.
            WAIT.until(() -> handled.attempts > 20);

            assertThat(consumer.liveness().getStatus().getCode()).isEqualTo("UP");
            assertThat(consumer.health().getStatus().getCode()).isEqualTo("DOWN");
        }
    }

    @Test
    void aPositionThatStandsStillWhileRecordsWaitIsNotAlive() {
        String topic = Broker.newTopic(1);
        try (RunningConsumer consumer = RunningConsumer.of(topic, handled, "pressroom.consumer.longest-silence=1s")) {
            Broker.send(Events.good(topic, 1));
            WAIT.until(() -> Broker.committed(topic) == 1);
            consumer.container().pausePartition(new TopicPartition(topic, 0));
            WAIT.until(() -> consumer.container().isPartitionPaused(new TopicPartition(topic, 0)));
            WAIT.until(() -> consumer.idle().compareTo(Duration.ofSeconds(2)) > 0);
            assertThat(consumer.liveness().getStatus().getCode()).isEqualTo("UP");
            Broker.send(Events.good(topic, 2));

            WAIT.untilAsserted(
                    () -> assertThat(consumer.liveness().getStatus().getCode()).isEqualTo("DOWN"));
            assertThat(consumer.liveness().getDetails().get("reason").toString())
                    .startsWith("records wait, and none has been read for ");
        }
    }

    @Test
    void aThreadThatStandsStillBesideABusyOneIsNotAlive() {
        String topic = Broker.newTopic(2);
        try (RunningConsumer consumer = RunningConsumer.of(
                topic, handled, "pressroom.consumer.longest-silence=1s", "pressroom.consumer.threads=2")) {
            WAIT.until(() -> consumer.container().getAssignmentsByClientId().values().stream()
                            .filter(partitions -> partitions.size() == 1)
                            .count()
                    == 2);
            consumer.container().pausePartition(new TopicPartition(topic, 0));
            WAIT.until(() -> consumer.container().isPartitionPaused(new TopicPartition(topic, 0)));
            Broker.send(Events.good(topic, 0, 1));

            WAIT.untilAsserted(() -> {
                Broker.send(Events.good(topic, 1, 2));
                assertThat(consumer.liveness().getStatus().getCode()).isEqualTo("DOWN");
            });
            assertThat(consumer.liveness().getDetails().get("reason").toString())
                    .startsWith("records wait, and none has been read for ");
        }
    }
}
