package pressroom.bench.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import pressroom.bench.lab.GroupProgress;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.TopicEnds;

/** When nothing that was published is on its way any more: all is relayed, and both consumers have handled it. */
public final class Quiet {
    private static final long PATIENCE_NANOS = 300_000_000_000L;
    private static final long LOOK_MILLIS = 20;
    private static final int PARTITIONS = 6;
    private static final List<String> GROUPS = List.of("counter-consumer", "search-indexer");

    private Quiet() {}

    /** Waits for that; only while nobody publishes. */
    public static void await(Lab lab) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try (Connection blog = lab.connect("blog")) {
            while (isBehind(blog)) {
                pause("the relay", deadline);
            }
        }
        try (TopicEnds ends = new TopicEnds(lab.kafka(), Lab.TOPIC, PARTITIONS)) {
            for (String group : GROUPS) {
                try (GroupProgress progress = new GroupProgress(lab.kafka(), group)) {
                    while (progress.done() < ends.done()) {
                        pause(group, deadline);
                    }
                }
            }
        }
    }

    private static boolean isBehind(Connection blog) throws SQLException {
        try (Statement look = blog.createStatement();
                ResultSet row = look.executeQuery(
                        "select exists (select from outbox o, relay_position p where (o.xid, o.id) > (p.xid, p.id))")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void pause(String who, long deadline) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(who + " does not catch up");
        }
        Thread.sleep(LOOK_MILLIS);
    }
}
