package pressroom.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pressroom chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Runs three servers and six services, lets authors publish, breaks things as the seed decides, mends them,",
            "and checks that nothing was lost, doubled or made up. Needs about 4 GB of memory; touches nothing that it has not started.",
            "Exit code 0: no violation; 1: violations; 2: it could not be run."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class ChaosCommand implements Callable<Integer> {

    @Option(names = "--seed", description = "Plays the same schedule again. Default: by chance.")
    private @Nullable Long seed;

    @Option(names = "--minutes", description = "How long things break. Default: ${DEFAULT-VALUE}.")
    private double minutes = 5;

    @Option(
            names = "--rate",
            description =
                    "Posts a second that authors try to publish. Default: ${DEFAULT-VALUE}, which two cores just bear.")
    private int rate = 150;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ROW",
            description = "Only faults that cover these rows of docs/guarantees.md: 1,5,17.")
    private Set<Integer> only = new TreeSet<>();

    @Option(
            names = "--folder",
            description = "Where to keep state and evidence. Default: target/chaos of this project.")
    private @Nullable Path folder;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Adds this run's figures to a file, as a line of JSON.")
    private @Nullable Path record;

    @Option(
            names = "--sum",
            paramLabel = "FILE",
            description = "Runs nothing: prints what the runs recorded in a file come to.")
    private @Nullable Path sum;

    public static void main(String... arguments) {
        int code = new CommandLine(new ChaosCommand())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("The run could not be carried out, so it proves nothing: " + e);
                    e.printStackTrace(command.getErr());
                    return 2;
                })
                .execute(arguments);
        System.exit(code);
    }

    @Option(
            names = "--mutant",
            description =
                    "Runs a version with a known fault, or all of them one after the other, which must be found. Default: none.")
    private @Nullable String mutant;

    @Override
    public Integer call() throws Exception {
        if (sum != null) {
            new Runs(sum).print();
            return 0;
        }
        if (mutant != null) {
            return new MutantRuns(this::emptyFolder).run(mutant);
        }
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        Diary diary = new Diary(System.out);
        diary.say("seed %d, %.1f minutes; the same again: %s".formatted(chosen, minutes, again(chosen)));
        Path state = emptyFolder("seed-" + chosen);
        Duration length = Duration.ofMillis((long) (minutes * 60_000));
        Outcome outcome = new ChaosRun(chosen, length, rate, only, diary).run(state);
        new Report(System.out).print(outcome);
        if (record != null) {
            new Runs(record).add(Runs.Run.of(chosen, length, outcome));
        }
        if (outcome.isGreen()) {
            delete(state);
            System.out.printf("%nGREEN: no violation.%n");
            return 0;
        }
        System.out.printf(
                "%nRED: %d violations. Seed %d; logs, the posts' ways and all violations are in %s%n",
                outcome.violations().size(), chosen, state);
        return 1;
    }

    /** What to type to have the same faults: all that decides of them. */
    String again(long chosen) {
        String rows = only.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
        return "./pressroom chaos --seed %d --minutes %s --rate %d%s"
                .formatted(chosen, minutes, rate, rows.isEmpty() ? "" : " --only " + rows);
    }

    private Path emptyFolder(String name) throws IOException {
        Path parent = folder == null ? Path.of(System.getProperty("pressroom.home", "."), "target", "chaos") : folder;
        Path state = parent.resolve(name).toAbsolutePath().normalize();
        delete(state);
        return Files.createDirectories(state);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
