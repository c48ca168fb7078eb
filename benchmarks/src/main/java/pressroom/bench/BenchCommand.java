package pressroom.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Result;
import pressroom.bench.legs.BacklogLeg;
import pressroom.bench.legs.CounterLeg;
import pressroom.bench.legs.GrowthLeg;
import pressroom.bench.legs.IdleLeg;
import pressroom.bench.legs.IndexerLeg;
import pressroom.bench.legs.LatencyLeg;
import pressroom.bench.legs.Leg;
import pressroom.bench.legs.PublishLeg;
import pressroom.bench.legs.RelayLeg;
import pressroom.bench.legs.SharingLeg;
import pressroom.bench.legs.SnapshotLeg;
import pressroom.bench.legs.StartupLeg;
import pressroom.stack.Home;

/** {@code ./pressroom bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the packaged services against the raw limits of their servers and against rivals, in the same run.",
            "Have nothing else running: two busy programs on two cores measure each other."
        },
        footer = "Exit code 0: every number of ours is of exact results; 1: some are not; 2: it could not be run.",
        exitCodeOnExecutionException = 2)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class BenchCommand implements Callable<Integer> {

    private static final int AUTHORS = 10_000;
    private static final int USUAL_BYTES = 1_500;

    private static final Map<String, NewLeg> LEGS = new TreeMap<>();

    static {
        LEGS.put("backlog", (lab, size) -> new BacklogLeg(lab, size.bytes, AUTHORS, size.quick ? 20 : 600));
        LEGS.put("counter", (lab, size) -> new CounterLeg(lab, size.bytes, AUTHORS, size.events(1_500_000, 100_000)));
        LEGS.put(
                "growth",
                (lab, size) ->
                        new GrowthLeg(lab, size.bytes, AUTHORS, size.quick ? 1 : 10, size.events(200_000, 50_000)));
        LEGS.put(
                "idle",
                (lab, size) -> new IdleLeg(
                        lab, size.bytes, AUTHORS, Duration.ofMinutes(size.quick ? 1 : 5), size.quick ? 10 : 60));
        LEGS.put("indexer", (lab, size) -> new IndexerLeg(lab, size.bytes, AUTHORS, size.events(300_000, 20_000)));
        LEGS.put("latency", (lab, size) -> new LatencyLeg(lab, size.bytes, AUTHORS, size.quick ? 10 : 30));
        LEGS.put("publish", (lab, size) -> new PublishLeg(lab, size.bytes, AUTHORS, size.events(60_000, 20_000)));
        LEGS.put("relay", (lab, size) -> new RelayLeg(lab, size.bytes, AUTHORS, size.events(750_000, 50_000)));
        LEGS.put(
                "sharing",
                (lab, size) -> new SharingLeg(
                        lab, size.bytes, AUTHORS, size.events(500_000, 100_000), size.events(100_000, 20_000)));
        LEGS.put("snapshot", (lab, size) -> new SnapshotLeg(lab, size.bytes, AUTHORS, size.events(500_000, 50_000)));
        LEGS.put("startup", (lab, size) -> new StartupLeg(lab));
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "LEG",
            description = "${COMPLETION-CANDIDATES}, or all.",
            completionCandidates = Legs.class)
    private List<String> legs;

    @Option(names = "--quick", description = "Few events, two repeats: shows that it works, not how fast.")
    private boolean quick;

    @Option(names = "--json", description = "One line of JSON for each leg, instead of a table.")
    private boolean json;

    @Option(names = "--bytes", description = "The length of a post; of longer ones there are fewer. Default: 1500.")
    private int bytes = USUAL_BYTES;

    @Option(names = "--repeats", description = "How often each contender runs. Default: 5.")
    private int repeats = 5;

    @Spec
    private CommandSpec spec;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new BenchCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Set<String> unknown = new TreeSet<>(legs);
        unknown.removeAll(LEGS.keySet());
        unknown.remove("all");
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no leg %s; there are %s, and all."
                            .formatted(String.join(", ", unknown), String.join(", ", LEGS.keySet())));
        }
        Path states = Files.createDirectories(states());
        try (OneBenchmark only = OneBenchmark.in(states)) {
            int worst = 0;
            for (String name : legs.contains("all") ? LEGS.keySet() : legs) {
                worst = Math.max(worst, measure(name));
            }
            return worst;
        } catch (OneBenchmark.AnotherRuns e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 2;
        }
    }

    /**
     * On servers of its own: what one leg leaves behind must not be measured by the next one. Who fails leaves his logs, and the
     * next one runs all the same.
     *
     * @return the exit code
     */
    private int measure(String name) throws IOException, InterruptedException {
        Path state = emptyFolder(name);
        Result result;
        try (Lab lab = Lab.open(state)) {
            NewLeg leg = Objects.requireNonNull(LEGS.get(name));
            result = leg.in(lab, new Size(bytes, quick)).run(quick ? Math.min(2, repeats) : repeats);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            PrintWriter err = spec.commandLine().getErr();
            e.printStackTrace(err);
            err.printf("The leg %s could not be run. Its logs are in %s.%n", name, state);
            return 2;
        }
        delete(state);
        System.out.println(json ? result.json() : result.text());
        return result.isExact() ? 0 : 1;
    }

    private static Path states() {
        return Home.find().root().resolve("target").resolve("bench");
    }

    private static Path emptyFolder(String leg) throws IOException {
        Path state = states().resolve(leg);
        delete(state);
        return Files.createDirectories(state);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    /** Makes a leg for these servers. */
    @FunctionalInterface
    private interface NewLeg {
        Leg in(Lab lab, Size size);
    }

    /** Of posts of so many bytes, whole or a small part of it. */
    private record Size(int bytes, boolean quick) {
        /** The few, or no more bytes than the whole number of posts of the usual length have. */
        int events(int whole, int few) {
            return quick ? few : (int) (whole * (long) USUAL_BYTES / Math.max(USUAL_BYTES, bytes));
        }
    }

    /** For the help text. */
    private static final class Legs extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Legs() {
            super(LEGS.keySet());
        }
    }
}
