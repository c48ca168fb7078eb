package pressroom.chaos.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;

/** Services that halt between two durable steps. */
final class CrashFaults {
    private static final long LONGEST_WAIT_MILLIS = 30_000;

    private CrashFaults() {}

    /** Each crash point and the rows that it covers. */
    private static final Map<String, Set<Integer>> BLOG = new TreeMap<>(Map.of(
            "publish.before-commit", Set.of(1),
            "publish.after-commit", Set.of(1),
            "relay.after-send", Set.of(2),
            "relay.after-acks", Set.of(2),
            "relay.before-commit", Set.of(2)));

    private static final Map<String, Set<Integer>> COUNTER =
            new TreeMap<>(Map.of("count.before-commit", Set.of(3), "count.after-commit", Set.of(3)));

    private static final Map<String, Set<Integer>> INDEXER =
            new TreeMap<>(Map.of("index.in-flight", Set.of(4), "index.after-bulk", Set.of(4)));

    static List<Fault> all() {
        return Stream.of(faults(Role.BLOG, BLOG), faults(Role.COUNTER, COUNTER), faults(Role.INDEXER, INDEXER))
                .flatMap(faults -> faults)
                .toList();
    }

    /** The names of all crash points that the schedule arms. */
    static List<String> names() {
        return Stream.of(BLOG, COUNTER, INDEXER)
                .flatMap(points -> points.keySet().stream())
                .toList();
    }

    private static Stream<Fault> faults(Role role, Map<String, Set<Integer>> points) {
        return points.entrySet().stream().map(point -> Fault.of(
                        "%s halts at %s".formatted(role.service(), point.getKey()),
                        point.getValue(),
                        scene -> crash(scene, role, point.getKey()))
                .resending(role == Role.BLOG ? 3 : 0));
    }

    /** All instances are armed, since only one relays or holds a partition; whichever passes by halts. */
    private static void crash(Scene scene, Role role, String point) {
        int before = hits(scene, point);
        int passages = 1 + scene.random().nextInt(12);
        for (Instance instance : scene.cluster().instances(role)) {
            instance.restartArmed(point + "@" + passages);
        }
        for (long waited = 0; hits(scene, point) == before && waited < LONGEST_WAIT_MILLIS; waited += 100) {
            Sleep.millis(100);
        }
        scene.last(0, 2);
    }

    private static int hits(Scene scene, String point) {
        return scene.cluster().keeper().crashes().getOrDefault(point, 0);
    }
}
