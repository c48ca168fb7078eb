package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;

class OutageTest {

    private static final List<Integer> ALL =
            IntStream.rangeClosed(1, 30).boxed().toList();

    private final Handled handled = new Handled();

    @Test
    void outageSkipsNothingAndKeepsTheOrderAndTheMembership() {
        String topic = Broker.newTopic(1);
        ALL.forEach(version -> Broker.send(Events.good(topic, version)));
        handled.outage = () -> {
            if (handled.attempts < 15) {
                throw new IOException("the store is away");
            }
        };

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled, "pressroom.consumer.batch-size=10")) {
            await().until(() -> handled.attempts > 3);
            Set<String> before = members(topic);
            assertThat(consumer.reason()).contains("the store is away");
            await().until(() -> Broker.committed(topic) == ALL.size());

            assertThat(handled.versions).isEqualTo(ALL);
            assertThat(members(topic)).isEqualTo(before).hasSize(1);
            assertThat(consumer.health().getStatus().getCode()).isEqualTo("UP");
        }
    }

    @Test
    void errorOfTheHandlerIsAnOutageToo() {
        String topic = Broker.newTopic(1);
        Broker.send(Events.good(topic, 1));
        handled.outage = () -> {
            if (handled.attempts < 3) {
                throw new StackOverflowError();
            }
        };

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().until(() -> Broker.committed(topic) == 1);

            assertThat(handled.versions).containsExactly(1);
            assertThat(consumer.container().isRunning()).isTrue();
        }
    }

    @Test
    void rebalanceDuringTheOutageSkipsNothing() {
        String topic = Broker.newTopic(6);
        for (int version : ALL) {
            Broker.send(Events.good(topic, version % 6, version));
        }
        boolean[] away = {true};
        handled.outage = () -> {
            if (away[0]) {
                throw new IOException("the store is away");
            }
        };
        try (RunningConsumer first = RunningConsumer.of(topic, handled, "pressroom.consumer.batch-size=3")) {
            await().until(() -> first.partitions() == 6 && handled.attempts > 2);
            for (int round = 0; round < 3; round++) {
                int before = handled.attempts;
                try (RunningConsumer second = RunningConsumer.of(topic, handled)) {
                    await().until(() -> second.partitions() == 3 && first.partitions() == 3);
                }
                await().until(() -> first.partitions() == 6 && handled.attempts > before);
            }
            assertThat(Broker.committed(topic)).isZero();
            away[0] = false;

            await().until(() -> Broker.committed(topic) == ALL.size());
            assertThat(new TreeSet<>(handled.versions)).containsExactlyElementsOf(ALL);
        }
    }

    @Test
    void stopDoesNotWaitForTheBackOff() {
        String topic = Broker.newTopic(1);
        Broker.send(Events.good(topic, 1));
        handled.outage = () -> {
            throw new IOException("the store is away");
        };
        RunningConsumer consumer = RunningConsumer.of(
                topic, handled, "pressroom.consumer.first-pause=50s", "pressroom.consumer.longest-pause=60s");
        await().until(() -> handled.attempts == 1);

        Instant start = Instant.now();
        consumer.close();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(Broker.committed(topic)).isZero();
    }

    @Test
    void topicThatIsMadeLaterIsReadWithinSeconds() {
        String topic = Broker.newName();
        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().until(() -> consumer.reason().contains("topic " + topic + " does not exist"));

            Broker.create(topic, 2);
            Broker.send(Events.good(topic, 1));

            await().untilAsserted(() -> assertThat(handled.versions).containsExactly(1));
            assertThat(consumer.health().getStatus().getCode()).isEqualTo("UP");
        }
    }

    private static Set<String> members(String group) {
        return new TreeSet<>(
                Broker.await(Broker.ADMIN.describeConsumerGroups(List.of(group)).all()).get(group).members().stream()
                        .map(MemberDescription::consumerId)
                        .toList());
    }
}
