package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pressroom.chaos.cluster.Sleep;

/** What other sessions do to PostgreSQL. */
final class DatabaseFaults {
    private static final int ROLLBACKS = 200;

    private DatabaseFaults() {}

    static List<Fault> all() {
        return List.of(
                of("an old write transaction stays open", Set.of(8), DatabaseFaults::holdTransaction),
                of("posts with low ids commit late", Set.of(8), DatabaseFaults::commitLate),
                of("outbox inserts are rolled back", Set.of(8), DatabaseFaults::rollBack),
                of("sessions are terminated at random", Set.of(15), DatabaseFaults::terminate)
                        .resending(20),
                of("all connections are taken", Set.of(15), DatabaseFaults::takeConnections)
                        .resending(2),
                of("the counter's rows are locked in another order", Set.of(15), DatabaseFaults::lockCrosswise));
    }

    /** Nothing that commits meanwhile may be skipped, and what it wrote itself is published when it commits. */
    private static void holdTransaction(Scene scene) throws SQLException {
        try (Connection connection = scene.databases().connect("blog");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()");
            statement.execute("create temporary table held (id int) on commit drop");
            scene.last(4, 12);
            connection.rollback();
        }
    }

    /** The ids are taken now, and the commit comes when all others around them have long been sent. */
    private static void commitLate(Scene scene) throws SQLException {
        try (Connection connection = scene.databases().connect("blog")) {
            connection.setAutoCommit(false);
            LatePost late = LatePost.begin(connection, scene.load().books());
            scene.last(3, 8);
            connection.commit();
            late.committed();
        }
    }

    /** Their ids are gaps that nothing may wait for. */
    private static void rollBack(Scene scene) throws SQLException {
        try (Connection connection = scene.databases().connect("blog");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < ROLLBACKS; i++) {
                statement.execute("""
                        insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)
                        values (gen_random_uuid(), 'pressroom.BlogPublished.v1', gen_random_uuid(), 'phantom', now(), '{}')
                        """);
                Sleep.millis(scene.random().nextInt(20));
                connection.rollback();
            }
        }
    }

    private static void terminate(Scene scene) throws SQLException {
        try (Connection connection = scene.databases().connect("postgres");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 20; i++) {
                statement.execute("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where application_name in ('blog-service', 'counter-consumer') and random() < 0.2
                        """);
                Sleep.millis(100 + scene.random().nextInt(400));
            }
        }
    }

    /** The services' pools find no room for new connections, and theirs are taken away. */
    private static void takeConnections(Scene scene) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            while (taken.size() < 500) {
                taken.add(scene.databases().connect("postgres"));
            }
        } catch (SQLException full) {
            // That is what was wanted.
        }
        try (Statement statement = taken.get(0).createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where application_name in ('blog-service', 'counter-consumer')
                    """);
            scene.last(3, 8);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    /** Two rows, locked one after the other in falling order: whoever locks them in rising order meets a deadlock. */
    private static void lockCrosswise(Scene scene) throws SQLException {
        try (Connection connection = scene.databases().connect("counter");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 10; i++) {
                try {
                    statement.execute("select 1 from users where id = (select max(id) from users) for update");
                    Sleep.millis(200 + scene.random().nextInt(300));
                    statement.execute("select 1 from users where id = 'author-0' for update");
                    Sleep.millis(scene.random().nextInt(300));
                } catch (SQLException deadlock) {
                    // It was ourselves whom PostgreSQL chose to end it; another time it is the counter.
                }
                connection.rollback();
            }
        }
    }
}
