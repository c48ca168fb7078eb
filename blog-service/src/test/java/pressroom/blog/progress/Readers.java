package pressroom.blog.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import pressroom.blog.EventSource;

/** Many readers of server-sent events, who all go away in the end, whatever has become of the test. */
final class Readers implements AutoCloseable {

    /** No more connections are asked for at a time than a server's queue takes that has no time for them. */
    private static final int AT_ONCE = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<EventSource> streams = new ArrayList<>();

    void open(int count, IntFunction<EventSource> watch) {
        for (int i = 0; i < count; i++) {
            streams.add(watch.apply(i));
            if (streams.size() % AT_ONCE == 0) {
                awaitEach("is answered", stream -> stream.isOpen() || stream.isEnded());
            }
        }
    }

    /** Waits until something holds for each stream; else tells how those stand for which it does not. */
    void awaitEach(String what, Predicate<EventSource> holds) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(streams.stream().filter(holds.negate()))
                .as("of %d streams those of which it is not true that each %s", streams.size(), what)
                .isEmpty());
    }

    @Override
    public void close() {
        streams.forEach(EventSource::close);
    }
}
