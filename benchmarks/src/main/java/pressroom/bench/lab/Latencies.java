package pressroom.bench.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long something took, for several ways of doing it: the medians of the rounds' percentiles. */
public final class Latencies implements Result {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private final String leg;
    private final String against;
    private final Map<String, List<double[]>> rounds = new LinkedHashMap<>();
    private final Map<String, String> problems = new LinkedHashMap<>();
    private double perSecond;

    /**
     * Of one leg.
     *
     * @param against what the ratios are to
     */
    public Latencies(String leg, String against) {
        this.leg = leg;
        this.against = against;
    }

    /** Takes note of the rate at which requests were begun. */
    public void rate(double eventsPerSecond) {
        perSecond = eventsPerSecond;
    }

    /** Takes one round's latencies, in microseconds. */
    public void add(String name, Histogram micros, String problem) {
        double[] percentiles = new double[PERCENTILES.length];
        for (int i = 0; i < percentiles.length; i++) {
            percentiles[i] = micros.getValueAtPercentile(PERCENTILES[i]) / 1000.0;
        }
        rounds.computeIfAbsent(name, any -> new ArrayList<>()).add(percentiles);
        if (!problem.isEmpty()) {
            problems.put(name, problem);
        }
    }

    private double median(String name, int percentile) {
        return rounds.getOrDefault(name, List.of()).stream()
                .map(round -> round[percentile])
                .sorted()
                .skip(rounds.getOrDefault(name, List.of()).size() / 2)
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public boolean isExact() {
        return problems.isEmpty();
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder("%n%s, %,.0f posts a second, open loop%n%-34s %9s %9s %9s %9s %9s %9s%n"
                .formatted(leg, perSecond, "ms", "p50", "p90", "p99", "p99.9", "p50 ratio", "p99 ratio"));
        rounds.keySet()
                .forEach(name -> text.append("%-34s %9.2f %9.2f %9.2f %9.2f %9.2f %9.2f %s%n"
                        .formatted(
                                name,
                                median(name, 0),
                                median(name, 1),
                                median(name, 2),
                                median(name, 3),
                                median(name, 0) / median(against, 0),
                                median(name, 2) / median(against, 2),
                                problems.getOrDefault(name, ""))));
        return text.toString();
    }

    @Override
    public String json() {
        StringBuilder ways = new StringBuilder();
        rounds.keySet().forEach(name -> ways.append(ways.length() == 0 ? "" : ",")
                .append("\"%s\":{\"p50_ms\":%.3f,\"p99_ms\":%.3f}".formatted(name, median(name, 0), median(name, 2))));
        return "{\"leg\":\"%s\",\"events_per_s\":%.0f,\"ways\":{%s},\"exact\":%s}"
                .formatted(leg, perSecond, ways, problems.isEmpty());
    }
}
