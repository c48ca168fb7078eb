package pressroom.bench.lab;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pressroom.stack.Server;

/**
 * Measures a drain: from when a part of the events is done, so that starting and compiling are not counted, to when all are.
 */
public final class Stopwatch {
    /** Two thirds: a service of ours and its rivals then run for some 20 s before anything is timed. */
    public static final double LONG_WARM_UP = 2 / 3.0;

    /** A third: enough where services are measured against each other. */
    public static final double USUAL_WARM_UP = 1 / 3.0;

    private static final long LOOK_EVERY_MILLIS = 100;
    private static final Duration STANDSTILL = Duration.ofSeconds(120);

    private final Lab lab;
    private final Map<String, Long> processes = new LinkedHashMap<>();
    private final List<Service> services = new ArrayList<>();
    private final String database;
    private double warmUp = USUAL_WARM_UP;

    /**
     * For a drain.
     *
     * @param database whose write-ahead log and dead tuples belong to it; empty for none
     */
    public Stopwatch(Lab lab, String database) {
        this.lab = lab;
        this.database = database;
    }

    /**
     * Times from when this share of the events is done, instead of a third of them. Whoever is measured against a loop of ours,
     * which is compiled once for all rounds, needs as long as that to be compiled himself.
     */
    public Stopwatch after(double share) {
        warmUp = share;
        return this;
    }

    /** Counts this process's time, too. */
    public Stopwatch with(String name, long pid) {
        processes.put(name, pid);
        return this;
    }

    /** Counts the time and memory of all services that run, too. */
    public Stopwatch withServices() {
        for (Service service : lab.running()) {
            services.add(service);
            with(services.size() == 1 ? "service" : "service " + services.size(), service.pid());
        }
        return this;
    }

    /** Counts this server's time, too. */
    public Stopwatch with(Server server) {
        return with(server.label(), lab.pid(server));
    }

    /**
     * Waits until all events are done. What is done beyond them meanwhile counts, too.
     *
     * @throws IllegalStateException when nothing moves for two minutes, or all were done before any could be timed
     */
    public Round time(long events, Progress progress) throws Exception {
        long done = await(progress, (long) (events * warmUp));
        if (done >= events) {
            throw new IllegalStateException(
                    "All %d events were done before the first of them could be timed: take more of them"
                            .formatted(events));
        }
        long start = System.nanoTime();
        Map<String, Duration> before = times();
        double walBefore = wal();
        long counted = await(progress, events) - done;
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Double> micros = new LinkedHashMap<>();
        times().forEach((name, time) -> micros.put(
                name, time.minus(before.getOrDefault(name, Duration.ZERO)).toNanos() / 1e3 / counted));
        return new Round(counted / seconds, micros, (wal() - walBefore) / counted, dead() / events, peak(), "");
    }

    private long await(Progress progress, long wanted) throws Exception {
        long last = -1;
        long moved = System.nanoTime();
        long done;
        while ((done = progress.done()) < wanted) {
            if (done != last) {
                last = done;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > STANDSTILL.toNanos()) {
                throw new IllegalStateException("%d of %d events are done, and nothing moves".formatted(done, wanted));
            }
            for (Service service : services) {
                service.mustRun();
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return done;
    }

    private Map<String, Duration> times() {
        Map<String, Duration> times = new LinkedHashMap<>();
        processes.forEach((name, pid) -> times.put(
                name,
                pid == ProcessHandle.current().pid() ? ProcessorTime.ofThisProcess() : ProcessorTime.ofTree(pid)));
        return times;
    }

    private long peak() throws IOException {
        long peak = 0;
        for (Service service : services) {
            peak = Math.max(peak, Memory.peakOf(service.pid()));
        }
        return peak;
    }

    private double wal() throws SQLException {
        return database.isEmpty() ? 0 : lab.number(database, "select pg_current_wal_lsn() - '0/0'::pg_lsn");
    }

    private double dead() throws SQLException {
        return database.isEmpty()
                ? 0
                : lab.number(database, "select coalesce(sum(n_dead_tup), 0) from pg_stat_user_tables");
    }
}
