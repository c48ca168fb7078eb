package pressroom.cli.importing;

import java.time.Duration;

/**
 * How hard and for how long an import tries.
 *
 * @param concurrency posts in flight at the same time, at least 1
 * @param giveUpAfter the longest time in which no post at all gets through
 */
public record ImportPace(int concurrency, Duration giveUpAfter, Backoff backoff) {

    /** @throws IllegalArgumentException for a concurrency below 1 */
    public ImportPace {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency is at least 1");
        }
    }

    /** With the usual back-off: 200 ms doubled up to a minute. */
    public ImportPace(int concurrency, Duration giveUpAfter) {
        this(concurrency, giveUpAfter, Backoff.standard());
    }
}
