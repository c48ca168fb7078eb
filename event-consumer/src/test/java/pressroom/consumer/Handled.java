package pressroom.consumer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import pressroom.events.CloudEvent;

/** A handler that fails as told, and notes the versions of what it handled. */
final class Handled implements EventHandler {

    /** Throws what an outage would; nothing by default. */
    interface Outage {
        void strike() throws Exception;
    }

    final List<Integer> versions = new CopyOnWriteArrayList<>();
    volatile Outage outage = () -> {};
    volatile int attempts;

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One consumer thread; tests only read.
    public List<Refusal> handle(List<CloudEvent> events) throws Exception {
        attempts++;
        outage.strike();
        events.forEach(event -> versions.add(event.data().version()));
        return List.of();
    }
}
