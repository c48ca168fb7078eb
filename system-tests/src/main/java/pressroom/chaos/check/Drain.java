package pressroom.chaos.check;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;

/** C6, first half: everything runs again, and nothing is left to do. */
public final class Drain {
    private static final Duration LONGEST = Duration.ofSeconds(180);
    private static final long LOOK_EVERY_MILLIS = 300;

    private final Cluster cluster;
    private final Databases databases;
    private final Topics topics;

    /** Of a cluster whose faults are healed. */
    public Drain(Cluster cluster) {
        this.cluster = cluster;
        this.databases = new Databases(cluster.stack());
        this.topics = new Topics(cluster.stack());
    }

    /**
     * Waits until the system is drained, at most 180 s.
     *
     * @return how long it took, and what was still missing in the end
     */
    public Result await() {
        long start = System.nanoTime();
        List<String> missing = List.of("not looked at yet");
        while (System.nanoTime() - start < LONGEST.toNanos()) {
            missing = missing();
            if (missing.isEmpty()) {
                break;
            }
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
        return new Result(Duration.ofNanos(System.nanoTime() - start), missing);
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        try {
            long unsent = databases.unsent();
            if (unsent > 0) {
                missing.add(unsent + " events are not on the topic");
                return missing;
            }
            for (Role role : List.of(Role.COUNTER, Role.INDEXER)) {
                long lag = topics.lag(role.service());
                if (lag > 0) {
                    missing.add("%s has %d records before it".formatted(role.service(), lag));
                }
            }
        } catch (SQLException | ExecutionException e) {
            missing.add("a server does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            missing.add("interrupted");
        }
        cluster.instances().stream()
                .filter(instance -> !instance.isReady())
                .map(Instance::name)
                .forEach(name -> missing.add(name + " is not ready"));
        return missing;
    }

    /** How the drain went. */
    public record Result(Duration time, List<String> missing) {}
}
