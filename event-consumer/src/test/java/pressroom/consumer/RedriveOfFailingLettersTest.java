package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pressroom.events.CloudEvent;

/** Dead letters on which the handler throws, as those of {@code dead-letter-after}, among others. */
class RedriveOfFailingLettersTest {

    private final String topic = Broker.newTopic(1);
    private final Set<Integer> handled = ConcurrentHashMap.newKeySet();
    private volatile boolean refusesAll = true;
    private volatile Set<Integer> bad = Set.of();
    private volatile boolean isAway;
    private volatile int failures;

    @SuppressWarnings("NonAtomicVolatileUpdate") // Counted by one thread; tests only read.
    private List<Refusal> handle(List<CloudEvent> events) throws IOException {
        if (refusesAll) {
            return IntStream.range(0, events.size())
                    .mapToObj(i -> new Refusal(i, "a defect"))
                    .toList();
        }
        if (isAway) {
            failures++;
            throw new IOException("the store is away");
        }
        if (events.stream().anyMatch(event -> bad.contains(event.data().version()))) {
            failures++;
            throw new IllegalStateException("another defect");
        }
        events.forEach(event -> handled.add(event.data().version()));
        return List.of();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 500})
    void lettersThatTheHandlerFailsOnHoldUpNoOtherAndAreStillPoison(int batchSize) {
        try (RunningConsumer consumer = withLetters(12, "pressroom.consumer.batch-size=" + batchSize)) {
            Ops ops = Ops.operator(consumer);
            bad = Set.of(1, 2, 7, 12);

            assertThat(ops.redrive()).isEqualTo(202);
            await().until(() -> ops.result().equals("done 12 8 4"));

            assertThat(handled).containsExactlyInAnyOrder(3, 4, 5, 6, 8, 9, 10, 11);
            assertThat(ops.get(Ops.REDRIVE).get("failure").isNull()).isTrue();
            bad = Set.of();
            ops.redrive();
            await().until(() -> ops.result().equals("done 12 12 0"));
        }
    }

    @Test
    void anOutageAmongThemMakesNoOtherLetterPoison() {
        try (RunningConsumer consumer = withLetters(12, "pressroom.consumer.batch-size=4")) {
            Ops ops = Ops.operator(consumer);
            bad = Set.of(5);
            isAway = true;

            ops.redrive();
            await().until(() -> failures > 12);
            assertThat(ops.result()).isEqualTo("running 12 0 0");
            isAway = false;

            await().until(() -> ops.result().equals("done 12 11 1"));
            assertThat(handled).hasSize(11);
        }
    }

    @Test
    void aLetterAloneIsTriedAgainUntilNewEventsShowThatItIsNoOutage() {
        try (RunningConsumer consumer = withLetters(1)) {
            Ops ops = Ops.operator(consumer);
            bad = Set.of(1);

            ops.redrive();
            await().until(() -> failures > 3);
            assertThat(ops.result()).isEqualTo("running 1 0 0");
            await().untilAsserted(() ->
                    assertThat(ops.get(Ops.REDRIVE).get("failure").asString()).contains("another defect"));

            await().until(() -> {
                Broker.send(Events.good(topic, 100));
                return ops.result().equals("done 1 0 1");
            });
        }
    }

    private RunningConsumer withLetters(int letters, String... settings) {
        IntStream.rangeClosed(1, letters).forEach(version -> Broker.send(Events.good(topic, version)));
        String[] all = IntStream.rangeClosed(0, settings.length)
                .mapToObj(i -> i == 0 ? Ops.key() : settings[i - 1])
                .toArray(String[]::new);
        RunningConsumer consumer = RunningConsumer.web(topic, this::handle, all);
        await().until(() -> Broker.committed(topic) == letters);
        refusesAll = false;
        return consumer;
    }
}
