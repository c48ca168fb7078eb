package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;

/** Sessions of PostgreSQL that are good for less than the pool believes. */
final class SessionFaults {
    private static final Duration LEFT_OVER = Duration.ofSeconds(30);
    /** What was on its way when the server became read-only has arrived, and the relay has met the first refusal. */
    private static final long SETTLED_MILLIS = 2_500;
    /** Two instances' pools of 6. */
    private static final int POOLS = 12;
    /** Each of the six consumer threads has two more, of statements that it gave up and that the server ends after 3 s. */
    private static final int MOST_SESSIONS = POOLS + 12;

    private static final String GIVES_UP_AFTER = "spring.datasource.hikari.data-source-properties.socketTimeout";
    /** Each thread tries every one to three seconds. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(60);
    /** A session that is just being closed is no stranded one. */
    private static final Duration ENDED = Duration.ofSeconds(5);

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

    /**
     * The counter gives up statement after statement, and each has to end in the server too. It does so after a second, which
     * is before the server ends one, and goes on until so many have waited that the limit would be passed if none had ended.
     */
    private static void lockLedger(Scene scene) throws SQLException, InterruptedException, FaultDidNotHappen {
        List<Instance> counters = scene.cluster().instances(Role.COUNTER);
        counters.forEach(Instance::stop);
        counters.forEach(counter -> counter.startWith(GIVES_UP_AFTER, "1"));
        try (Connection lock = scene.databases().connect("counter");
                Statement statement = lock.createStatement()) {
            Expectation.afterRecovery(scene);
            lock.setAutoCommit(false);
            statement.execute("set lock_timeout = '20s'");
            statement.execute("lock table ledger in access exclusive mode");
            Expectation.authorsPublish(scene, "the counter's table is locked");
            Set<Integer> waited = new HashSet<>();
            boolean isGivenUp = Expectation.within(GIVEN_UP, () -> {
                waited.addAll(sessions(scene, " and wait_event_type = 'Lock'"));
                return waited.size() > MOST_SESSIONS;
            });
            requireSessionsAtMost(scene, MOST_SESSIONS, ENDED);
            lock.rollback();
            requireSessionsAtMost(scene, POOLS, LEFT_OVER);
            if (!isGivenUp) {
                throw new FaultDidNotHappen(
                        "%d of the counter's sessions have waited for its table, and %d show nothing"
                                .formatted(waited.size(), MOST_SESSIONS));
            }
        } finally {
            counters.forEach(Instance::stop);
            counters.forEach(Instance::start);
        }
    }

    private static void requireSessionsAtMost(Scene scene, int most, Duration within) throws InterruptedException {
        int[] seen = new int[1];
        boolean few = Expectation.within(within, () -> {
            seen[0] = sessions(scene, "").size();
            return seen[0] <= most;
        });
        if (!few) {
            scene.injected()
                    .found(
                            Invariant.C6,
                            "the counter has %d sessions, and its pools have %d".formatted(seen[0], POOLS));
        }
    }

    /** The process ids of the counter's sessions; of some of them, with a further condition. */
    private static Set<Integer> sessions(Scene scene, String and) throws SQLException {
        Set<Integer> sessions = new HashSet<>();
        try (Connection connection = scene.databases().connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select pid from pg_stat_activity where application_name = 'counter-consumer'" + and)) {
            while (row.next()) {
                sessions.add(row.getInt(1));
            }
        }
        return sessions;
    }
}
