package pressroom.blog.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairSlotsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final FairSlots slots = new FairSlots(1);
    private final Queue<String> served = new ConcurrentLinkedQueue<>();
    private final List<Thread> requests = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Thread request : requests) {
            request.interrupt();
            request.join();
        }
    }

    @Test
    void aCallerWithManyRequestsLetsAnotherCallerTakeTurns() {
        assertThat(slots.acquire("busy", LONG)).isTrue();
        request("busy", "busy 1");
        request("busy", "busy 2");
        request("busy", "busy 3");
        request("quiet", "quiet 1");
        request("quiet", "quiet 2");

        for (int i = 1; i <= 5; i++) {
            slots.release();
            int done = i;
            await().until(() -> served.size() == done);
        }

        assertThat(served).containsExactly("busy 1", "quiet 1", "busy 2", "quiet 2", "busy 3");
    }

    @Test
    void aRequestThatGaveUpTakesNoSlot() {
        assertThat(slots.acquire("first", LONG)).isTrue();

        assertThat(slots.acquire("second", Duration.ofMillis(20))).isFalse();

        slots.release();
        assertThat(slots.acquire("third", Duration.ZERO)).isTrue();
    }

    @Test
    void aSlotIsFreeAgainWhenNobodyWaits() {
        assertThat(slots.acquire("first", LONG)).isTrue();
        slots.release();

        assertThat(slots.acquire("second", Duration.ZERO)).isTrue();
        assertThat(slots.acquire("third", Duration.ZERO)).isFalse();
    }

    /** Begins a request and waits until it waits. */
    private void request(String caller, String name) {
        Thread request = new Thread(() -> {
            if (slots.acquire(caller, LONG)) {
                served.add(name);
            }
        });
        requests.add(request);
        request.start();
        await().until(() -> request.getState() == Thread.State.TIMED_WAITING);
    }
}
