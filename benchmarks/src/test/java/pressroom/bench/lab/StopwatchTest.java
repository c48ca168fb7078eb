package pressroom.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    /** Has nothing to ask a lab for, without a database or a process. */
    private final Stopwatch stopwatch = new Stopwatch(null, "");

    @Test
    void whatIsDoneBeyondTheWantedNumberWhileItIsTimedCounts() throws Exception {
        long start = System.nanoTime();
        Round round = stopwatch.time(600, looks(100L, 300L, 400L, 500L, 1_000L));
        double atMost = (System.nanoTime() - start) / 1e9;

        assertThat(round.perSecond() * atMost).isGreaterThanOrEqualTo(1_000 - 300);
    }

    @Test
    void fewerEventsThanCanBeTimedAreNoRate() {
        assertThatThrownBy(() -> stopwatch.time(600, looks(100L, 700L, 1_000L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("All 600 events were done before the first of them could be timed: take more of them");
    }

    private static Progress looks(Long... done) {
        Queue<Long> looks = new ArrayDeque<>(List.of(done));
        return looks::remove;
    }
}
