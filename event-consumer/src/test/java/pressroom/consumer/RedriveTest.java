package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Dead letters come again when somebody says so: as often as he says, and without leaving the dead letters. */
class RedriveTest {

    private final String topic = Broker.newTopic(1);
    private final String letters = topic + "." + topic + ".dlt";
    private final Mended handler = new Mended();

    @Test
    void lettersThatHaveBecomeGoodAreHandledHoweverOftenTheyAreRedrivenAndPoisonStaysPoison() {
        Broker.send(Events.poison(topic, "{"));
        IntStream.rangeClosed(1, 5).forEach(version -> Broker.send(Events.good(topic, version)));
        try (RunningConsumer consumer = consumer()) {
            Ops ops = quarantined(consumer, 6);
            handler.defect = false;

            for (int round = 1; round <= 2; round++) {
                assertThat(ops.redrive()).isEqualTo(202);
                await().until(() -> ops.result().equals("done 6 5 1"));
                assertThat(handler.stored).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
            }
            assertThat(ops.get(Ops.REDRIVE).get("endedAt").asString()).matches("20..-..-..T.*Z");
            assertThat(Broker.committed(topic)).isEqualTo(6);
        }
        assertThat(Broker.records(letters)).hasSize(6);
    }

    @Test
    void redriveOfWhatIsStillPoisonEndsAndAddsNothing() {
        Broker.send(Events.poison(topic, ""));
        Broker.send(Events.good(topic, 1));
        Broker.send(Events.ofType(topic, "pressroom.BlogPublished.v2"));
        try (RunningConsumer consumer = consumer()) {
            Ops ops = quarantined(consumer, 3);

            for (int round = 1; round <= 3; round++) {
                assertThat(ops.redrive()).isEqualTo(202);
                await().until(() -> ops.result().equals("done 3 0 3"));
            }
        }
        assertThat(Broker.records(letters)).hasSize(3);
        assertThat(handler.stored).isEmpty();
    }

    @Test
    void redriveThatIsCancelledHalfWayIsRunAgainAndNothingIsLost() {
        IntStream.rangeClosed(1, 30).forEach(version -> Broker.send(Events.good(topic, version)));
        try (RunningConsumer consumer = consumer("pressroom.consumer.batch-size=10")) {
            Ops ops = quarantined(consumer, 30);
            handler.defect = false;
            handler.gate = new CountDownLatch(1);

            assertThat(ops.redrive()).isEqualTo(202);
            await().until(() -> handler.stored.size() == 10);
            assertThat(ops.redrive()).isEqualTo(409);
            HttpResponse<String> another = ops.send("POST", Ops.REDRIVE);
            assertThat(another.body()).contains("\"detail\":\"A redrive is running");
            assertThat(another.headers().firstValue("Retry-After")).contains("5");
            assertThat(ops.send("DELETE", Ops.REDRIVE).statusCode()).isEqualTo(200);
            handler.gate.countDown();
            await().until(() -> ops.result().equals("cancelled 30 10 0"));
            assertThat(handler.stored).hasSize(10);

            assertThat(ops.redrive()).isEqualTo(202);
            await().until(() -> ops.result().equals("done 30 30 0"));
            assertThat(handler.stored).hasSize(30);
        }
        assertThat(Broker.records(letters)).hasSize(30);
    }

    @Test
    void outageDuringARedriveIsWaitedOutAndTold() {
        IntStream.rangeClosed(1, 3).forEach(version -> Broker.send(Events.good(topic, version)));
        try (RunningConsumer consumer = consumer()) {
            Ops ops = quarantined(consumer, 3);
            handler.defect = false;
            handler.isAway = true;

            ops.redrive();
            await().until(() -> handler.attempts > 3);
            assertThat(ops.result()).isEqualTo("running 3 0 0");
            assertThat(ops.get(Ops.REDRIVE).get("failure").asString()).contains("the store is away");
            handler.isAway = false;

            await().until(() -> ops.result().equals("done 3 3 0"));
            assertThat(ops.get(Ops.REDRIVE).get("failure").isNull()).isTrue();
            assertThat(handler.stored).hasSize(3);
        }
    }

    @Test
    void redriveDuringAnOutageCanBeCancelledAndStopsWithItsService() {
        Broker.send(Events.good(topic, 1));
        try (RunningConsumer consumer = consumer()) {
            Ops ops = quarantined(consumer, 1);
            handler.isAway = true;

            ops.redrive();
            await().until(() -> handler.attempts > 1);
            ops.send("DELETE", Ops.REDRIVE);
            await().until(() -> ops.result().equals("cancelled 1 0 0"));

            ops.redrive();
            await().until(() -> ops.result().equals("running 1 0 0"));
            Instant start = Instant.now();
            consumer.close();
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(Broker.records(letters)).hasSize(1);
    }

    @Test
    void twoInstancesMayRedriveAtOnceBesideWhatIsComingIn() {
        IntStream.rangeClosed(1, 50).forEach(version -> Broker.send(Events.good(topic, version)));
        try (RunningConsumer first = consumer("pressroom.consumer.batch-size=7");
                RunningConsumer second = consumer("pressroom.consumer.batch-size=11")) {
            Ops one = quarantined(first, 50);
            Ops other = Ops.operator(second);
            handler.defect = false;

            one.redrive();
            other.redrive();
            IntStream.rangeClosed(51, 60).forEach(version -> Broker.send(Events.good(topic, version)));

            await().until(() ->
                    one.result().equals("done 50 50 0") && other.result().equals("done 50 50 0"));
            await().until(() -> Broker.committed(topic) == 60);
            Set<Integer> all =
                    new HashSet<>(IntStream.rangeClosed(1, 60).boxed().toList());
            assertThat(handler.stored).isEqualTo(all);
        }
        assertThat(Broker.records(letters)).hasSize(50);
    }

    @Test
    void withoutDeadLettersThereIsNothingToDo() {
        try (RunningConsumer consumer = consumer()) {
            Ops ops = Ops.operator(consumer);
            assertThat(ops.result()).isEqualTo("none 0 0 0");
            JsonNode page = ops.get(Ops.LETTERS);
            assertThat(page.get("total").asLong()).isZero();

            ops.redrive();

            await().until(() -> ops.result().equals("done 0 0 0"));
        }
        assertThat(Broker.exists(letters)).isFalse();
    }

    private RunningConsumer consumer(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add(Ops.key());
        return RunningConsumer.web(topic, handler, all.toArray(String[]::new));
    }

    private Ops quarantined(RunningConsumer consumer, int records) {
        await().until(() -> Broker.committed(topic) == records);
        assertThat(Broker.records(letters)).hasSize(records);
        return Ops.operator(consumer);
    }
}
