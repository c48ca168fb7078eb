package pressroom.chaos;

import java.util.List;
import java.util.Map;
import pressroom.chaos.check.Drain;
import pressroom.chaos.check.Violation;
import pressroom.chaos.load.Books;

/**
 * How a run ended.
 *
 * @param struck how often each fault was injected
 * @param attacks how each attack at a door was answered, all its times together
 * @param crashes how often each crash point was hit
 * @param looks how often the totals were looked at meanwhile
 * @param reports how many reports of the services were compared with the stores meanwhile
 * @param operatorCalls each call of the operator with its answer's status, and how often
 * @param excuses each excuse of an invariant, and how often it was made
 */
record Outcome(
        Books books,
        Map<String, Integer> struck,
        Map<String, String> attacks,
        Map<String, Integer> crashes,
        List<Violation> violations,
        Drain.Result drain,
        long looks,
        long reports,
        Map<String, Integer> operatorCalls,
        Map<String, Integer> excuses) {

    boolean isGreen() {
        return violations.isEmpty();
    }

    int faults() {
        return struck.values().stream().mapToInt(Integer::intValue).sum();
    }
}
