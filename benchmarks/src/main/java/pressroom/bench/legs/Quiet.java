package pressroom.bench.legs;

import java.sql.SQLException;
import java.util.List;
import pressroom.bench.lab.GroupProgress;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.TopicEnds;

/** When nothing that was published is on its way any more: all is relayed, and both consumers have handled it. */
final class Quiet {
    private static final long PATIENCE_NANOS = 300_000_000_000L;
    private static final long LOOK_MILLIS = 50;
    private static final List<String> GROUPS = List.of(CounterDrain.GROUP, IndexerDrain.GROUP);

    private Quiet() {}

    /** Waits for that; only while nobody publishes. */
    static void await(Lab lab) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (isBehind(lab)) {
            pause("the relay", deadline);
        }
        try (TopicEnds ends = new TopicEnds(lab.kafka(), Lab.TOPIC, RelayDrain.PARTITIONS)) {
            for (String group : GROUPS) {
                try (GroupProgress progress = new GroupProgress(lab.kafka(), group)) {
                    while (progress.done() < ends.done()) {
                        pause(group, deadline);
                    }
                }
            }
        }
    }

    private static boolean isBehind(Lab lab) throws SQLException {
        // Ordered, as the relay itself asks: else each look would read the whole outbox.
        return lab.number("blog", """
                        select count((select o.id from outbox o
                                      where (o.xid, o.id) > (p.xid, p.id)
                                      order by o.xid, o.id
                                      limit 1))
                        from relay_position p
                        """) > 0;
    }

    private static void pause(String who, long deadline) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(who + " does not catch up");
        }
        Thread.sleep(LOOK_MILLIS);
    }
}
