package pressroom.chaos.check;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Each call that the run's operator has made, with its answer. */
public final class OperatorCalls {
    private static final int LONGEST_TEXT = 300;

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    /**
     * One call.
     *
     * @param call method and path
     * @param request its body, or nothing
     * @param status 0 if no answer came
     * @param answer its first 300 characters
     */
    public record Call(Instant at, String instance, String call, String request, int status, String answer) {
        /** With texts cut to 300 characters. */
        public Call {
            request = cut(request);
            answer = cut(answer);
        }

        private static String cut(String text) {
            return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
        }

        @Override
        public String toString() {
            return "%s %s %s %s -> %s %s".formatted(at, instance, call, request, status == 0 ? "none" : status, answer);
        }
    }

    /** Writes one down. */
    public void add(Call call) {
        calls.add(call);
    }

    /** All of them, in their order. */
    public List<Call> all() {
        return List.copyOf(calls);
    }

    /** Each call with each of its answers' status, and how often. */
    public Map<String, Integer> counted() {
        Map<String, Integer> counted = new TreeMap<>();
        calls.forEach(call -> counted.merge(
                "%s -> %s".formatted(call.call(), call.status() == 0 ? "no answer" : call.status()), 1, Integer::sum));
        return counted;
    }

    /** Whether the operator has changed anything. */
    boolean haveChangedSomething() {
        return calls.stream().anyMatch(call -> !call.call().startsWith("GET ") && call.status() / 100 == 2);
    }
}
