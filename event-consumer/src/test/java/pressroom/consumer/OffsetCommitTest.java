package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OffsetCommitTest {

    private final Handled handled = new Handled();

    @Test
    void batchesShareACommitAndACleanStopLeavesNoneUncommitted() {
        String topic = Broker.newTopic(1);
        try (RunningConsumer consumer = RunningConsumer.of(topic, handled, "pressroom.consumer.commit-every=1m")) {
            handles(topic, 1);
            handles(topic, 2);

            assertThat(handled.attempts).isEqualTo(2);
            assertThat(Broker.committed(topic)).isZero();
        }

        assertThat(Broker.committed(topic)).isEqualTo(2);
    }

    /** An idle consumer's poll takes five seconds. */
    @Test
    void theLastBatchOfABurstDoesNotWaitForTheNextOne() {
        String topic = Broker.newTopic(1);
        try (RunningConsumer consumer = RunningConsumer.of(topic, handled, "pressroom.consumer.commit-every=1s")) {
            handles(topic, 1);
            await().until(() -> Broker.committed(topic) == 1);
            handles(topic, 2);
            handles(topic, 3);

            await().atMost(Duration.ofSeconds(3)).until(() -> Broker.committed(topic) == 3);
        }
    }

    private void handles(String topic, int version) {
        Broker.send(Events.good(topic, version));
        await().until(() -> handled.versions.contains(version));
    }
}
