package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.cluster.Sleep;

/** Sessions of PostgreSQL that are good for less than the pool believes. */
final class SessionFaults {
    private static final Duration LEFT_OVER = Duration.ofSeconds(30);
    /** What was on its way when the server became read-only has arrived, and the relay has met the first refusal. */
    private static final long SETTLED_MILLIS = 2_500;
    /** Two instances' pools of 6, each of them once more: the sessions of statements that were just given up. */
    private static final int MOST_SESSIONS = 24;

    private static final int POOLS = 12;

    private SessionFaults() {}

    static List<Fault> all() {
        return List.of(
                of("PostgreSQL becomes read-only under the pools", Set.of(39), SessionFaults::readOnly)
                        .resending(2),
                of("the counter's table is locked for long", Set.of(39), SessionFaults::lockLedger));
    }

    /** As a demoted server is. Writes are answered with 503, and the relay sends nothing that it cannot note down. */
    private static void readOnly(Scene scene) throws SQLException, InterruptedException {
        Expectation.afterRecovery(scene);
        try {
            readOnly(scene, "set default_transaction_read_only = on");
            Sleep.millis(SETTLED_MILLIS);
            Map<TopicPartition, Long> before = scene.topics().ends();
            for (int i = 0; i < 3; i++) {
                SinglePost.requireUnavailable(scene);
            }
            scene.last(3, 8);
            long sent = sum(scene.topics().ends()) - sum(before);
            if (sent > 0) {
                scene.injected()
                        .found(
                                Invariant.C2,
                                "the relay sent %d records while PostgreSQL took no writes".formatted(sent));
            }
        } finally {
            readOnly(scene, "reset default_transaction_read_only");
        }
        Expectation.authorsPublish(scene, "PostgreSQL takes writes again");
    }

    private static void readOnly(Scene scene, String change) throws SQLException {
        try (Connection connection = scene.databases().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter system " + change);
            statement.execute("select pg_reload_conf()");
        }
    }

    private static long sum(Map<TopicPartition, Long> ends) {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The counter gives up statement after statement; each has to end in the server too. */
    private static void lockLedger(Scene scene) throws SQLException, InterruptedException {
        Expectation.afterRecovery(scene);
        try (Connection lock = scene.databases().connect("counter");
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("set lock_timeout = '20s'");
            statement.execute("lock table ledger in access exclusive mode");
            for (int i = 0; i < 4; i++) {
                scene.last(3, 6);
                requireSessionsAtMost(scene, MOST_SESSIONS, Duration.ZERO);
            }
            Expectation.authorsPublish(scene, "the counter's table is locked");
            lock.rollback();
        }
        requireSessionsAtMost(scene, POOLS, LEFT_OVER);
    }

    private static void requireSessionsAtMost(Scene scene, int most, Duration within) throws InterruptedException {
        int[] seen = new int[1];
        boolean few = Expectation.within(within, () -> {
            seen[0] = sessions(scene);
            return seen[0] <= most;
        });
        if (!few) {
            scene.injected()
                    .found(
                            Invariant.C6,
                            "the counter has %d sessions, and its pools have %d".formatted(seen[0], POOLS));
        }
    }

    private static int sessions(Scene scene) throws SQLException {
        try (Connection connection = scene.databases().connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from pg_stat_activity where application_name = 'counter-consumer'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
