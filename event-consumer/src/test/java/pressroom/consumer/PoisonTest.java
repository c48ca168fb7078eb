package pressroom.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class PoisonTest {

    private final String topic = Broker.newTopic(1);
    private final Handled handled = new Handled();

    @Test
    void poisonIsKeptOnceAsItWasAndItsNeighboursAreHandled() {
        ProducerRecord<byte[], byte[]> poison = Events.poison(topic, "{\"blogId\":\u0001");
        poison.headers().add("__TypeId__", "java.lang.Runtime".getBytes(UTF_8)).add("x-null", null);
        Broker.send(Events.good(topic, 1));
        Broker.send(poison);
        Broker.send(Events.ofType(topic, "billing.InvoicePaid.v1"));
        Broker.send(new ProducerRecord<>(topic, null, null));
        Broker.send(Events.ofType(topic, "pressroom.BlogPublished.v2"));
        Broker.send(Events.good(topic, 2));

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().until(() -> Broker.committed(topic) == 6);

            assertThat(handled.versions).containsExactly(1, 2);
            assertThat(consumer.records("handled")).isEqualTo(2);
            assertThat(consumer.records("skipped")).isEqualTo(1);
            assertThat(consumer.records("quarantined")).isEqualTo(3);
            assertThat(consumer.health().getStatus().getCode()).isEqualTo("UP");
        }
        List<ConsumerRecord<byte[], byte[]>> kept = Broker.records(topic + "." + topic + ".dlt");
        assertThat(kept).extracting(each -> Broker.header(each, "dlt_offset")).containsExactly("1", "3", "4");
        ConsumerRecord<byte[], byte[]> copy = kept.get(0);
        assertThat(copy.key()).isEqualTo(poison.key());
        assertThat(copy.value()).isEqualTo(poison.value());
        assertThat(copy.headers().toArray()).startsWith(poison.headers().toArray());
        assertThat(Broker.header(copy, "dlt_reason")).startsWith("the value is not valid JSON");
        assertThat(Broker.header(copy, "dlt_topic")).isEqualTo(topic);
        assertThat(Broker.header(copy, "dlt_partition")).isEqualTo("0");
        assertThat(Broker.header(copy, "dlt_time")).matches("20..-..-..T.*Z");
        assertThat(kept.get(1).value()).isNull();
    }

    @Test
    void poisonOfTwentyMegabytesIsKept() {
        Broker.send(Events.poison(topic, "{\"body\":\"" + "x".repeat(20_000_000) + "\"}"));
        Broker.send(Events.good(topic, 1));

        try (RunningConsumer consumer = RunningConsumer.of(topic, handled)) {
            await().until(() -> Broker.committed(topic) == 2);

            assertThat(handled.versions).containsExactly(1);
        }
        assertThat(Broker.records(topic + "." + topic + ".dlt").get(0).value()).hasSizeGreaterThan(20_000_000);
    }

    @Test
    void eventThatTheHandlerRefusesIsKeptWithItsReason() {
        Broker.send(Events.poison(topic, ""));
        Broker.send(Events.good(topic, 1));
        Broker.send(Events.good(topic, 2));

        try (RunningConsumer consumer = RunningConsumer.of(
                topic,
                events -> events.size() == 2 ? List.of(new Refusal(1, "the store does not like it")) : List.of())) {
            await().until(() -> Broker.committed(topic) == 3);
        }
        assertThat(Broker.records(topic + "." + topic + ".dlt"))
                .extracting(each -> Broker.header(each, "dlt_offset") + " " + Broker.header(each, "dlt_reason"))
                .containsExactly("0 the value is empty", "2 the store does not like it");
    }
}
