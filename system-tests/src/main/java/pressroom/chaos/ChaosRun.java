package pressroom.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import pressroom.chaos.check.Drain;
import pressroom.chaos.check.Injected;
import pressroom.chaos.check.Inspection;
import pressroom.chaos.check.ReportsWatch;
import pressroom.chaos.check.TotalsWatch;
import pressroom.chaos.check.Violation;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.cluster.Sleep;
import pressroom.chaos.faults.Catalogue;
import pressroom.chaos.faults.Fault;
import pressroom.chaos.faults.Scene;
import pressroom.chaos.load.Load;

/** One run: load and faults for a time, then everything is mended, drained and checked. */
final class ChaosRun {
    /** How many events the relay sends before it moves its position: what one disturbance makes it send again. */
    private static final int BATCH_ROWS = 2_000;

    private final long seed;
    private final Duration length;
    private final int postsPerSecond;
    private final List<Fault> faults;
    private final Diary diary;

    ChaosRun(long seed, Duration length, int postsPerSecond, Set<Integer> rows, Diary diary) {
        this.seed = seed;
        this.length = length;
        this.postsPerSecond = postsPerSecond;
        this.faults = Catalogue.covering(rows);
        this.diary = diary;
    }

    /** @param state an empty folder for everything that the run stores */
    Outcome run(Path state) throws Exception {
        diary.say("starting three servers and six services");
        try (Cluster cluster = Cluster.start(state)) {
            Injected injected = new Injected();
            Load load = Load.start(cluster, postsPerSecond, seed);
            Scene scene = Scene.of(cluster, load, injected, new Random(seed));
            TotalsWatch totals = TotalsWatch.start(scene.databases(), load.books(), injected.excuses());
            ReportsWatch reports = ReportsWatch.start(cluster, load.books(), injected.excuses());
            Map<String, Integer> struck = strike(scene);
            diary.say("healing everything");
            cluster.heal();
            cluster.disarm();
            load.stop();
            Drain.Result drain = new Drain(cluster).await();
            diary.say("drained after %.1f s; checking %d posts"
                    .formatted(
                            drain.time().toMillis() / 1000.0,
                            load.books().posts().size()));
            totals.close();
            reports.close();
            List<Violation> violations = new Inspection(cluster, injected).inspect(load, drain, totals, reports);
            if (!violations.isEmpty()) {
                new Evidence(cluster, state).keep(load.books(), violations, injected.operatorCalls());
            }
            return new Outcome(
                    load.books(),
                    struck,
                    injected.attacks(),
                    cluster.keeper().crashes(),
                    violations,
                    drain,
                    totals.looks(),
                    reports.looks(),
                    injected.operatorCalls().counted(),
                    injected.excuses().counted());
        }
    }

    private Map<String, Integer> strike(Scene scene) throws Exception {
        Schedule schedule = new Schedule(faults, scene.random());
        Strikes strikes = new Strikes(diary::say);
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            Fault fault = schedule.next();
            strikes.strike(fault.name(), () -> {
                scene.injected().excuseResends((long) fault.resends() * BATCH_ROWS);
                diary.fault(fault, scene.load().books().acknowledged());
                fault.strike().on(scene);
            });
            scene.cluster().heal();
            Sleep.millis(schedule.pauseMillis());
        }
        return strikes.struck();
    }
}
