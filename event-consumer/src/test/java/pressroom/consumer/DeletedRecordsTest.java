package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are deleted before the group reads them leave a gap, which stays until somebody closes it. */
@Timeout(240)
class DeletedRecordsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String topic = Broker.newTopic(1);
    private final Handled handled = new Handled();

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void belowAStoppedGroupsOffset(String protocol) {
        String setting = "spring.kafka.properties.group.protocol=" + protocol;
        try (RunningConsumer consumer = RunningConsumer.of(topic, handled, setting)) {
            send(0, 3);
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 3);
            assertThat(consumer.health().getDetails()).doesNotContainKey("gaps");
            assertThat(consumer.gapRecords(0)).isZero();
        }
        send(3, 10);
        Broker.deleteRecords(topic, 0, 8);

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled, setting)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 10);

            assertThat(read()).containsExactly(0, 1, 2, 8, 9);
            assertThat(consumer.gaps()).isEqualTo("[partition 0: offsets 3 to 7]");
            assertThat(consumer.gapRecords(0)).isEqualTo(5);
            assertThat(consumer.health().getStatus().getCode()).isEqualTo("UP");
        }
        assertThat(Broker.metadata(topic, 0)).startsWith("gaps 3-8@");
    }

    @Test
    void belowARunningGroupsOffsetWhileItsStoreIsAway() {
        handled.outage = () -> {
            if (handled.versions.size() >= 2) {
                throw new IOException("the store is away");
            }
        };
        send(0, 10);
        try (RunningConsumer consumer = RunningConsumer.of(topic, handled, "pressroom.consumer.batch-size=2")) {
            await().atMost(PATIENCE).until(() -> handled.attempts > 3);
            Broker.deleteRecords(topic, 0, 8);
            handled.outage = () -> {};

            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 10);
            assertThat(read()).startsWith(0, 1).endsWith(8, 9);
            // What it had fetched before it still handled.
            int first = read().size() - 2;
            assertThat(consumer.gaps()).isEqualTo(first == 8 ? "null" : "[partition 0: %s]".formatted(lost(first, 8)));
        }
    }

    /** Nothing comes any more: the gap is committed all the same, and nothing waits. */
    @Test
    void upToTheEndOfTheLog() {
        readAll(3);
        send(3, 10);
        Broker.deleteRecords(topic, 0, 10);

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 10);

            assertThat(consumer.gaps()).isEqualTo("[partition 0: offsets 3 to 9]");
            assertThat(Broker.metadata(topic, 0)).startsWith("gaps 3-10@");
        }
    }

    @Test
    void beforeANewGroupsFirstRecord() {
        send(0, 5);
        Broker.deleteRecords(topic, 0, 4);

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 5);

            assertThat(read()).containsExactly(4);
            assertThat(consumer.gaps()).isEqualTo("[partition 0: offsets 0 to 3]");
        }
    }

    @Test
    void aNewGroupOfAWholeTopicHasNoGap() {
        send(0, 5);

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 5);

            assertThat(consumer.gaps()).isEqualTo("null");
            assertThat(Broker.metadata(topic, 0)).isEmpty();
        }
    }

    @Test
    void theGapSurvivesEveryCommitRestartAndRebalance() {
        leaveGap();
        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            send(10, 20);
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 20);
            assertThat(Broker.metadata(topic, 0)).startsWith("gaps 3-8@");
            try (RunningConsumer second = RunningConsumer.of(topic, handled)) {
                consumer.close();
                await().atMost(PATIENCE).until(() -> second.partitions() == 1);
                send(20, 30);
                await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 30);

                assertThat(second.gaps()).isEqualTo("[partition 0: offsets 3 to 7]");
            }
        }
        assertThat(Broker.metadata(topic, 0)).startsWith("gaps 3-8@");
    }

    @Test
    void aSecondGapIsKeptBesideTheFirst() {
        leaveGap();
        send(10, 20);
        Broker.deleteRecords(topic, 0, 15);

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 20);

            assertThat(consumer.gaps()).isEqualTo("[partition 0: offsets 3 to 7, partition 0: offsets 10 to 14]");
            assertThat(consumer.gapRecords(0)).isEqualTo(10);
        }
    }

    /** The log ends before the group's offset: it was cut off, or is another one. */
    @Test
    void anOffsetBeyondTheEndIsReadFromTheStartAndWhatWasBehindItIsUnknown() {
        readAll(3);
        send(3, 5);
        Broker.setOffset(topic, 0, 100);

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 5);

            assertThat(read()).containsExactly(0, 1, 2, 0, 1, 2, 3, 4);
            assertThat(consumer.gaps()).isEqualTo("[partition 0: offsets from 100 on, in a log that was replaced]");
            assertThat(consumer.gapRecords(0)).isEqualTo(1);
            assertThat(Broker.metadata(topic, 0)).startsWith("gaps 100-?@");
        }
    }

    /** Kafka deletes a topic's offsets with the topic; a member that runs may still have its position. */
    @Test
    void aTopicThatIsMadeAgainUnderARunningGroupIsReadFromItsStart() {
        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            send(0, 50);
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 50);
            Broker.await(Broker.ADMIN.deleteTopics(List.of(topic)).all());
            await().until(() -> !Broker.exists(topic));
            Broker.create(topic, 1);
            send(100, 103);

            await().atMost(PATIENCE).until(() -> read().contains(102));
            assertThat(read()).endsWith(100, 101, 102).hasSize(53);
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 3);
            send(103, 200);
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 100);
            assertThat(read()).endsWith(199).hasSize(150);
            assertThat(consumer.health().getStatus().getCode()).isEqualTo("UP");
        }
    }

    private void leaveGap() {
        readAll(3);
        send(3, 10);
        Broker.deleteRecords(topic, 0, 8);
        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 10);
        }
    }

    private void readAll(int count) {
        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            send(0, count);
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == count);
        }
    }

    private void send(int from, int to) {
        IntStream.range(from, to).forEach(number -> Broker.send(Events.good(topic, number + 1)));
    }

    /** The numbers of the records that were handled, from 0 like their offsets. */
    private List<Integer> read() {
        return handled.versions.stream().map(version -> version - 1).toList();
    }

    private static String lost(int from, int to) {
        return from + 1 == to ? "offset " + from : "offsets %d to %d".formatted(from, to - 1);
    }
}
