package pressroom.chaos.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Which invariants the faults of a run excuse, and until when. None may be open at the end. */
public final class Excuses {
    private final Queue<Excuse> all = new ConcurrentLinkedQueue<>();
    private final InstantSource clock;

    /** None so far. */
    public Excuses() {
        this(InstantSource.system());
    }

    Excuses(InstantSource clock) {
        this.clock = clock;
    }

    /** Excuses C10 for these reports for a time that begins now; closing it ends it earlier. */
    public Excuse atMost(Duration time, ReportSource source, String fault) {
        String until = "%d s later".formatted(time.toSeconds());
        return add(new Excuse(
                Excused.of(source), fault, until, clock, clock.instant().plus(time)));
    }

    /**
     * Excuses the invariant from now until the caller closes it, since this call of the operator was answered.
     *
     * @throws IllegalArgumentException for C10, which is excused by source
     */
    public Excuse untilAnswered(String call, Invariant invariant, String fault) {
        return untilAnswered(call, Excused.of(invariant), fault);
    }

    /** The same for C10 and these reports. */
    public Excuse untilAnswered(String call, ReportSource source, String fault) {
        return untilAnswered(call, Excused.of(source), fault);
    }

    private Excuse untilAnswered(String call, Excused excused, String fault) {
        return add(new Excuse(excused, fault, call + " was answered", clock, null));
    }

    private Excuse add(Excuse excuse) {
        all.add(excuse);
        return excuse;
    }

    /** Whether the invariant, which is not C10, was excused at any time between the two. */
    boolean cover(Invariant invariant, Instant from, Instant to) {
        return cover(Excused.of(invariant), from, to);
    }

    private boolean cover(Excused excused, Instant from, Instant to) {
        return all.stream().anyMatch(excuse -> excuse.excused().equals(excused) && excuse.covers(from, to));
    }

    /** The violations among these reports, which were made between the two: those that no excuse of their source covers. */
    List<Violation> unexcused(List<FalseReport> reports, Instant from, Instant to) {
        return reports.stream()
                .filter(report -> !cover(Excused.of(report.source()), from, to))
                .map(FalseReport::violation)
                .toList();
    }

    /** What is still excused, which must not be at the end. */
    List<Violation> open() {
        return all.stream()
                .filter(Excuse::isOpen)
                .map(excuse ->
                        Violation.of(excuse.excused().invariant(), "the run has ended, and this is still %s", excuse))
                .toList();
    }

    /** Each excuse with how often it was made. */
    public Map<String, Integer> counted() {
        Map<String, Integer> counted = new TreeMap<>();
        all.forEach(excuse -> counted.merge(excuse.toString(), 1, Integer::sum));
        return counted;
    }
}
