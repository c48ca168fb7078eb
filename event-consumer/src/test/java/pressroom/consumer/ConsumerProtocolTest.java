package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.junit.jupiter.api.Test;

/** The group protocol of KIP-848, in which the broker sets what the older one leaves to the members. */
class ConsumerProtocolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String NEW_PROTOCOL = "spring.kafka.properties.group.protocol=consumer";

    private final String topic = Broker.newTopic(2);
    private final Handled handled = new Handled();

    @Test
    void aGroupConsumesQuarantinesAndRedrivesWithIt() {
        Broker.send(Events.good(topic, 0, 1));
        Broker.send(Events.poison(topic, "{"));

        try (RunningConsumer consumer = RunningConsumer.web(topic, handled, NEW_PROTOCOL, Ops.key())) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 2);
            Broker.send(Events.good(topic, 1, 2));
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 3);

            assertThat(handled.versions).containsExactly(1, 2);
            assertThat(consumer.health().getStatus().getCode()).isEqualTo("UP");
            assertThat(Broker.await(Broker.ADMIN
                                    .describeConsumerGroups(List.of(topic))
                                    .all())
                            .get(topic)
                            .type()
                            .name())
                    .isEqualToIgnoringCase(GroupProtocol.CONSUMER.name());
            Ops ops = Ops.operator(consumer);
            assertThat(ops.redrive()).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> ops.result().equals("done 1 0 1"));
        }
    }

    @Test
    void anOutageIsWaitedOutWithIt() {
        Broker.send(Events.good(topic, 0, 1));
        handled.outage = () -> {
            if (handled.attempts < 5) {
                throw new IOException("the store is away");
            }
        };

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled, NEW_PROTOCOL)) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == 1);

            assertThat(consumer.health().getStatus().getCode()).isEqualTo("UP");
        }
    }
}
