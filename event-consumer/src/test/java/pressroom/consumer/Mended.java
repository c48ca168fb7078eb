package pressroom.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import pressroom.events.CloudEvent;

/** Refuses everything until its defect is mended; stores each version once, as a real one does. */
final class Mended implements EventHandler {

    final Set<Integer> stored = ConcurrentHashMap.newKeySet();
    volatile boolean defect = true;
    volatile boolean isAway;
    volatile int attempts;
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Counted by one thread; tests only read.
    public List<Refusal> handle(List<CloudEvent> events) throws Exception {
        if (isAway) {
            attempts++;
            throw new IOException("the store is away");
        }
        if (defect) {
            return IntStream.range(0, events.size())
                    .mapToObj(i -> new Refusal(i, "a defect"))
                    .toList();
        }
        events.forEach(event -> stored.add(event.data().version()));
        assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
        return List.of();
    }
}
