package pressroom.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pressroom.chaos.check.Violation;
import pressroom.chaos.load.Post;
import tools.jackson.databind.json.JsonMapper;

/** Runs that were carried out, one line of JSON each in a file, so that hours of them add up. */
final class Runs {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    Runs(Path file) {
        this.file = file;
    }

    /**
     * One run.
     *
     * @param seconds how long things broke; neither start, drain nor check is in it
     * @param worstDrainSeconds how long the drain took
     */
    record Run(
            long seed,
            double seconds,
            Map<String, Integer> faults,
            Map<String, Integer> crashes,
            Map<String, Long> posts,
            Map<String, Long> violations,
            double worstDrainSeconds) {

        static Run of(long seed, Duration length, Outcome outcome) {
            return new Run(
                    seed,
                    length.toMillis() / 1000.0,
                    outcome.struck(),
                    outcome.crashes(),
                    outcome.books().posts().stream()
                            .map(Post::outcome)
                            .collect(Collectors.groupingBy(Enum::name, TreeMap::new, Collectors.counting())),
                    outcome.violations().stream()
                            .map(Violation::invariant)
                            .collect(Collectors.groupingBy(Enum::name, TreeMap::new, Collectors.counting())),
                    outcome.drain().time().toMillis() / 1000.0);
        }
    }

    void add(Run run) throws IOException {
        Files.writeString(
                file,
                JSON.writeValueAsString(run) + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Prints what all of them come to. */
    void print() throws IOException {
        List<Run> runs = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            runs.add(JSON.readValue(line, Run.class));
        }
        Map<String, Integer> faults = new TreeMap<>();
        Map<String, Integer> crashes = new TreeMap<>();
        Map<String, Long> posts = new TreeMap<>();
        Map<String, Long> violations = new TreeMap<>();
        for (Run run : runs) {
            run.faults().forEach((name, times) -> faults.merge(name, times, Integer::sum));
            run.crashes().forEach((name, times) -> crashes.merge(name, times, Integer::sum));
            run.posts().forEach((name, times) -> posts.merge(name, times, Long::sum));
            run.violations().forEach((name, times) -> violations.merge(name, times, Long::sum));
        }
        System.out.printf(
                "%d runs, seeds %s%n%.2f hours, %d faults, worst drain %.1f s%n",
                runs.size(),
                runs.stream().map(run -> Long.toString(run.seed())).collect(Collectors.joining(" ")),
                runs.stream().mapToDouble(Run::seconds).sum() / 3600,
                faults.values().stream().mapToInt(Integer::intValue).sum(),
                runs.stream().mapToDouble(Run::worstDrainSeconds).max().orElse(0));
        print("Posts by outcome", posts);
        print("Crash points hit", crashes);
        print("Faults", faults);
        print("Violations", violations.isEmpty() ? Map.of("none", 0) : violations);
    }

    private static void print(String title, Map<String, ? extends Number> numbers) {
        System.out.printf("%n%s%n", title);
        numbers.forEach((name, number) -> System.out.printf("  %-62s %8d%n", name, number.longValue()));
    }
}
