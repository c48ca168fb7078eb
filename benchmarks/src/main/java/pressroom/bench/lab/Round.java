package pressroom.bench.lab;

import java.util.Map;

/**
 * One contender's one run.
 *
 * @param perSecond events per second
 * @param cpuMicros processor microseconds per event, by process
 * @param walBytes write-ahead log per event; 0 when PostgreSQL has no part in it
 * @param deadTuples left behind per event
 * @param peakBytes the most memory that any of the measured services has held at once; 0 when there was none
 * @param problem what is not exact about the result; empty when it is right
 */
public record Round(
        double perSecond,
        Map<String, Double> cpuMicros,
        double walBytes,
        double deadTuples,
        long peakBytes,
        String problem) {

    /** The same, with what a look at its result has shown. */
    public Round withProblem(String found) {
        return new Round(perSecond, cpuMicros, walBytes, deadTuples, peakBytes, found);
    }

    /** Whether every event has had its effect exactly once. */
    public boolean isExact() {
        return problem.isEmpty();
    }
}
