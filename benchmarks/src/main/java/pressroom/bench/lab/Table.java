package pressroom.bench.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the contenders of a leg have reached, side by side. */
public final class Table implements Result {
    private final String leg;
    private final String ours;
    private final String ceiling;
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();
    private final Map<String, String> problems = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Of one leg.
     *
     * @param ours the contender that is ours
     * @param ceiling the contender that nobody can be faster than
     */
    public Table(String leg, String ours, String ceiling) {
        this.leg = leg;
        this.ours = ours;
        this.ceiling = ceiling;
    }

    /**
     * Lets the contenders run one after the other, again and again: A B A B, so that slow drifts of the machine hit all.
     * The first one runs once more before, untimed: the servers' compilers would be at work in its first round alone. What is
     * lost there is lost all the same.
     */
    public Table interleaved(List<Contender> contenders, int repeats) throws Exception {
        Contender first = contenders.get(0);
        checkExact(first.name(), first.run());
        for (int i = 0; i < repeats; i++) {
            for (Contender contender : contenders) {
                settle();
                Round round = contender.run();
                rounds.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(round);
                checkExact(contender.name(), round);
                System.err.printf(
                        "%s %d/%d %-28s %,10.0f/s%s%n",
                        leg,
                        i + 1,
                        repeats,
                        contender.name(),
                        round.perSecond(),
                        round.isExact() ? "" : "  NOT EXACT: " + round.problem());
            }
        }
        return this;
    }

    private void checkExact(String contender, Round round) {
        if (!round.isExact()) {
            problems.putIfAbsent(contender, round.problem());
        }
    }

    /** What was written before, such as a topic, would go to the disk while the next one waits for its commits. */
    private static void settle() throws IOException, InterruptedException {
        new ProcessBuilder("sync").start().waitFor();
    }

    /** Adds a sentence below the table. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** The median of events per second. */
    public double median(String contender) {
        return median(rounds.getOrDefault(contender, List.of()), Round::perSecond);
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return middle(rounds.stream().mapToDouble(figure).sorted().toArray());
    }

    private static double middle(double[] sorted) {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** Of each round to the ceiling's beside it, the lowest first: what slows the machine for minutes is in both. */
    private double[] ratios(List<Round> all) {
        List<Round> beside = rounds.getOrDefault(ceiling, List.of());
        return IntStream.range(0, Math.min(all.size(), beside.size()))
                .mapToDouble(i -> all.get(i).perSecond() / beside.get(i).perSecond())
                .sorted()
                .toArray();
    }

    @Override
    public boolean isExact() {
        return isExact(ours) && isExact(ceiling);
    }

    private boolean isExact(String contender) {
        return !problems.containsKey(contender);
    }

    /** Medians, spans, and the medians of costs, with the ratio to the ceiling. */
    @Override
    public String text() {
        StringBuilder text = new StringBuilder("%n%s%n%-30s %12s %25s %8s %18s %8s %10s %7s  %s%n"
                .formatted(
                        leg,
                        "contender",
                        "median/s",
                        "min-max",
                        "ratio",
                        "by round",
                        "WAL B",
                        "dead",
                        "peak MB",
                        "processor us per event"));
        rounds.forEach((name, all) -> {
            double min = all.stream().mapToDouble(Round::perSecond).min().orElse(0);
            double max = all.stream().mapToDouble(Round::perSecond).max().orElse(0);
            double[] byRound = ratios(all);
            text.append("%-30s %,12.0f %25s %8.2f %18s %,8.0f %10.4f %7d  %s%s%n"
                    .formatted(
                            name,
                            median(name),
                            "%,.0f-%,.0f".formatted(min, max),
                            median(name) / median(ceiling),
                            byRound.length == 0
                                    ? ""
                                    : "%.2f (%.2f-%.2f)"
                                            .formatted(middle(byRound), byRound[0], byRound[byRound.length - 1]),
                            median(all, Round::walBytes),
                            median(all, Round::deadTuples),
                            all.stream().mapToLong(Round::peakBytes).max().orElse(0) >> 20,
                            processes(all).stream()
                                    .map(process -> "%s %.1f".formatted(process, median(all, round -> round.cpuMicros()
                                            .getOrDefault(process, 0.0))))
                                    .collect(Collectors.joining(", ")),
                            isExact(name) ? "" : "  NOT EXACT: " + problems.get(name)));
        });
        notes.forEach(note -> text.append("%s%n".formatted(note)));
        return text.toString();
    }

    /** The ratio of ours to the ceiling, and the rivals. */
    @Override
    public String json() {
        String rivals = rounds.keySet().stream()
                .filter(name -> !name.equals(ours) && !name.equals(ceiling))
                .map(name -> "\"%s\":%.0f".formatted(name, median(name)))
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"leg\":\"%s\",\"events_per_s\":%.0f,\"ceiling_per_s\":%.0f,\"ratio\":%.3f,\"ratio_by_round\":%.3f,\"rivals\":%s,\"exact\":%s}"
                .formatted(
                        leg,
                        median(ours),
                        median(ceiling),
                        median(ours) / median(ceiling),
                        middle(ratios(rounds.getOrDefault(ours, List.of()))),
                        rivals,
                        isExact(ours));
    }

    private static Set<String> processes(List<Round> all) {
        return all.stream()
                .flatMap(round -> round.cpuMicros().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
