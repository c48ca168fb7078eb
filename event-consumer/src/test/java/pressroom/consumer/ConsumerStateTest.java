package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ConsumerStateTest {

    private static final List<TopicPartition> PARTITION = List.of(new TopicPartition("blog-events", 0));

    private final ConsumerState state = new ConsumerState("blog-events", () -> {});
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void theFailureOfAThreadThatHasEndedIsForgotten() throws Exception {
        state.onPartitionsAssigned(consumer, PARTITION);
        Thread failing = new Thread(() -> state.batchFailed("no index"));
        failing.start();
        failing.join();

        assertThat(state.obstacle()).isNull();
    }

    @Test
    void theFailureOfABatchIsForgottenWithItsPartitions() {
        state.onPartitionsAssigned(consumer, PARTITION);
        state.batchFailed("no index");
        assertThat(state.obstacle()).contains("no index");

        state.onPartitionsRevokedAfterCommit(consumer, PARTITION);

        assertThat(state.obstacle()).isNull();
    }
}
