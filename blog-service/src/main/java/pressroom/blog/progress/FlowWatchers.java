package pressroom.blog.progress;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import pressroom.blog.web.EventStream;
import tools.jackson.databind.json.JsonMapper;

/** Everybody who watches the flow: told the same thing once a second. */
@Component
class FlowWatchers {

    private static final Duration PAUSE = Duration.ofMillis(950);

    private final Poller poller;
    private final Flows flows;
    private final JsonMapper json;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Set<EventStream> newcomers = ConcurrentHashMap.newKeySet();
    private final Consumer<KafkaView> onLook = this::tell;
    private long next = System.nanoTime();

    FlowWatchers(Poller poller, Flows flows, JsonMapper json) {
        this.poller = poller;
        this.flows = flows;
        this.json = json;
    }

    void watch(EventStream stream) {
        synchronized (this) {
            streams.add(stream);
            newcomers.add(stream);
            poller.tell(onLook);
        }
        stream.whenClosed(() -> forget(stream));
    }

    private synchronized void forget(EventStream stream) {
        streams.remove(stream);
        newcomers.remove(stream);
        if (streams.isEmpty()) {
            poller.forget(onLook);
        }
    }

    private void tell(KafkaView kafka) {
        boolean all = System.nanoTime() - next >= 0;
        if (!all && newcomers.isEmpty()) {
            return;
        }
        if (all) {
            next = System.nanoTime() + PAUSE.toNanos();
        }
        String now = json.writeValueAsString(flows.of(kafka));
        Set<EventStream> told = Set.copyOf(all ? streams : newcomers);
        newcomers.removeAll(told);
        told.forEach(stream -> stream.send("flow", now));
    }
}
