package pressroom.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The same poison met again: one record has one dead letter. */
class RepeatedPoisonTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String topic = Broker.newTopic(1);
    private final String letters = topic + "." + topic + ".dlt";

    @Test
    void aReplayAddsNoSecondDeadLetterAndTheMetricDoesNotCountIt() {
        sendPoison();
        consumeFromTheBeginning(3, 0);
        assertThat(Broker.records(letters)).hasSize(3);

        consumeFromTheBeginning(0, 3);

        assertThat(Broker.records(letters)).hasSize(3);
    }

    @Test
    void whatWasDeletedFromTheDeadLettersIsWrittenAgain() {
        sendPoison();
        consumeFromTheBeginning(3, 0);
        Broker.await(Broker.ADMIN
                .deleteRecords(Map.of(new TopicPartition(letters, 0), RecordsToDelete.beforeOffset(2)))
                .all());

        consumeFromTheBeginning(2, 1);

        assertThat(Broker.records(letters)).hasSize(3);
    }

    @Test
    void theSameBytesAtTheSamePlaceOfATopicThatWasMadeAgainAreAnotherRecord() {
        sendPoison();
        consumeFromTheBeginning(3, 0);
        Broker.await(Broker.ADMIN.deleteTopics(List.of(topic)).all());
        await().until(() -> !Broker.exists(topic));
        Broker.create(topic, 1);
        sendPoison();

        consumeFromTheBeginning(3, 0);

        assertThat(Broker.records(letters)).hasSize(6);
    }

    @Test
    void twoLettersOfOneRecordAreOneToReaders() {
        Broker.send(Events.poison(topic, "{"));
        consumeFromTheBeginning(1, 0);
        ConsumerRecord<byte[], byte[]> letter = Broker.records(letters).get(0);
        Broker.send(new ProducerRecord<>(letters, null, letter.key(), letter.value(), letter.headers()));

        try (RunningConsumer consumer = RunningConsumer.web(topic, new Handled(), Ops.key())) {
            Ops ops = Ops.operator(consumer);
            assertThat(ops.get(Ops.LETTERS).get("letters").size()).isEqualTo(1);
            ops.redrive();
            await().atMost(PATIENCE).until(() -> ops.result().equals("done 1 0 1"));
        }
    }

    /** As an earlier version wrote it, without the topic's id. */
    @Test
    void aLetterOfAnEarlierVersionIsKnownToo() {
        Broker.send(Events.poison(topic, "{"));
        Broker.create(letters, 1);
        ProducerRecord<byte[], byte[]> old = new ProducerRecord<>(letters, "{".getBytes(UTF_8));
        old.headers()
                .add("dlt_topic", topic.getBytes(UTF_8))
                .add("dlt_partition", "0".getBytes(UTF_8))
                .add("dlt_offset", "0".getBytes(UTF_8));
        Broker.send(old);

        consumeFromTheBeginning(0, 1);

        assertThat(Broker.records(letters)).hasSize(1);
    }

    private void sendPoison() {
        Broker.send(Events.poison(topic, "{"));
        Broker.send(Events.poison(topic, "{"));
        Broker.send(Events.poison(topic, ""));
    }

    private void consumeFromTheBeginning(int added, int known) {
        Broker.forget(topic);
        try (RunningConsumer consumer = RunningConsumer.of(topic, new Handled())) {
            await().atMost(PATIENCE).until(() -> Broker.committed(topic) == added + known);
            assertThat(consumer.records("quarantined")).isEqualTo(added);
            assertThat(consumer.records("quarantined before")).isEqualTo(known);
        }
    }
}
