package pressroom.chaos.cluster;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** Starts every instance again that has ended, and counts the crash points at which they had. */
public final class Keeper implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 200;

    private final List<Instance> instances;
    private final Map<String, Integer> crashes = new ConcurrentSkipListMap<>();
    private final Queue<String> unexplained = new ConcurrentLinkedQueue<>();
    private volatile boolean running = true;

    Keeper(List<Instance> instances) {
        this.instances = instances;
        Thread thread = new Thread(this::run, "keeper");
        thread.setDaemon(true);
        thread.start();
    }

    /** How often each crash point has been hit. */
    public Map<String, Integer> crashes() {
        return Map.copyOf(crashes);
    }

    /** Instances that ended though no fault had ended them, each with the end of its log. */
    public List<String> unexplained() {
        return List.copyOf(unexplained);
    }

    @Override
    public void close() {
        running = false;
    }

    private void run() {
        while (running) {
            for (Instance instance : instances) {
                Instance.End end = instance.revive();
                if (!end.crashPoint().isEmpty()) {
                    crashes.merge(end.crashPoint().replaceFirst("@.*", ""), 1, Integer::sum);
                }
                if (!end.unexplained().isEmpty()) {
                    unexplained.add(end.unexplained());
                }
            }
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
    }
}
