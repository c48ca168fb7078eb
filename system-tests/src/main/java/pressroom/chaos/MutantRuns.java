package pressroom.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pressroom.chaos.check.Violation;
import pressroom.chaos.mutants.Mutant;
import pressroom.chaos.mutants.MutantHome;
import pressroom.stack.Home;

/** Runs with known faults: each must be found. */
final class MutantRuns {
    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final long SEED = 7;
    private static final int POSTS_PER_SECOND = 60;
    private static final String BUILT = "pressroom.built";

    private final Folders folders;

    MutantRuns(Folders folders) {
        this.folders = folders;
    }

    /**
     * Runs one mutant, or {@code all}.
     *
     * @return 0 when each was found, 1 when one survived
     */
    int run(String name) throws Exception {
        List<Mutant> mutants = name.equals("all") ? List.of(Mutant.values()) : List.of(Mutant.named(name));
        Map<String, String> found = new TreeMap<>();
        for (Mutant mutant : mutants) {
            found.put(mutant.label(), run(mutant));
        }
        System.out.printf("%nMutants%n");
        found.forEach((label, by) -> System.out.printf(
                "  %-22s %s%n", label, by.isEmpty() ? "SURVIVED: the check is blind to it" : "found by " + by));
        return found.containsValue("") ? 1 : 0;
    }

    private String run(Mutant mutant) throws Exception {
        Diary diary = new Diary(System.out);
        diary.say("mutant %s of %s".formatted(mutant.label(), mutant.service()));
        Home home = Home.find();
        System.setProperty(
                BUILT,
                new MutantHome(home, folders.empty("mutant-" + mutant.label()))
                        .build(mutant)
                        .toString());
        try {
            Outcome outcome = new ChaosRun(SEED, LENGTH, POSTS_PER_SECOND, Set.copyOf(mutant.rows()), diary)
                    .run(folders.empty("mutant-" + mutant.label() + "-state"));
            new Report(System.out).print(outcome);
            return outcome.violations().stream()
                    .map(Violation::invariant)
                    .distinct()
                    .sorted()
                    .map(Enum::name)
                    .collect(Collectors.joining(", "));
        } finally {
            System.setProperty(BUILT, home.built().toString());
        }
    }

    /** Where a run keeps its things. */
    @FunctionalInterface
    interface Folders {
        Path empty(String name) throws IOException;
    }
}
