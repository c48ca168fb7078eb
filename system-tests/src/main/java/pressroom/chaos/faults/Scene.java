package pressroom.chaos.faults;

import java.time.Duration;
import java.util.Random;
import pressroom.chaos.check.Databases;
import pressroom.chaos.check.Index;
import pressroom.chaos.check.Injected;
import pressroom.chaos.check.Topics;
import pressroom.chaos.cluster.Cluster;
import pressroom.chaos.cluster.Sleep;
import pressroom.chaos.load.Load;

/**
 * Where faults strike.
 *
 * @param random all chance of a fault comes from here, so that a seed plays the same schedule again
 */
public record Scene(
        Cluster cluster, Load load, Injected injected, Random random, Databases databases, Topics topics, Index index) {

    /** The scene of a running cluster under load. */
    public static Scene of(Cluster cluster, Load load, Injected injected, Random random) {
        return new Scene(
                cluster,
                load,
                injected,
                random,
                new Databases(cluster.stack()),
                new Topics(cluster.stack()),
                new Index(cluster.stack()));
    }

    /** Lets a fault last for a time between the two. */
    void last(int fromSeconds, int toSeconds) {
        Sleep.of(Duration.ofMillis(1000L * fromSeconds + random.nextInt(1000 * (toSeconds - fromSeconds) + 1)));
    }
}
