package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import pressroom.chaos.check.Excuse;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.check.ReportSource;

/** A blog database of another cluster, or one that went back in time, as far as its relay can tell. */
final class RelayFaults {
    private static final String AHEAD = "the relay's position is ahead of the database";
    private static final Duration NOTICED = Duration.ofSeconds(20);
    private static final Duration OVERTAKEN = Duration.ofSeconds(30);
    private static final Duration RESUMED = Duration.ofSeconds(30);
    /** Far beyond every id that a run can reach. */
    private static final long OTHER_CLUSTER = 99_999_999_999L;

    private static final String USE_TRANSACTION_IDS = """
            do $$
            begin
                for i in 1..50 loop
                    perform pg_current_xact_id();
                    commit;
                end loop;
            end
            $$
            """;

    private RelayFaults() {}

    static List<Fault> all() {
        return List.of(
                of(AHEAD, Set.of(36), RelayFaults::setPositionAhead).resending(2),
                of("the outbox's sequence is set back", Set.of(36), RelayFaults::setSequenceBack),
                of("an event has another cluster's transaction id", Set.of(36), RelayFaults::insertAhead));
    }

    /** As a dump restored into a new cluster leaves it, whose transaction ids overtake the position soon. */
    private static void setPositionAhead(Scene scene) throws SQLException, InterruptedException, FaultDidNotHappen {
        Expectation.afterRecovery(scene);
        RelayOperator operator = new RelayOperator(scene);
        // Until the relay's next round, the outbox says of a wrong position that everything before it is sent.
        try (Excuse unseen = scene.injected().excuses().atMost(NOTICED, ReportSource.OUTBOX, AHEAD)) {
            long by = 100 + scene.random().nextInt(300);
            execute(scene, """
                    update relay_position
                    set xid = (pg_snapshot_xmax(pg_current_snapshot())::text::numeric + %d)::text::xid8
                    """.formatted(by));
            requireSuspended(scene, operator, "its position was set ahead");
        }
        boolean isOvertaken = Expectation.within(OVERTAKEN, () -> isOvertaken(scene));
        if (isOvertaken) {
            requireSuspended(scene, operator, "the database's transaction ids have overtaken its position");
            Expectation.authorsPublish(scene, "the relay is suspended");
        }
        operator.resume("chaos: the position was set ahead");
        Expectation.require(
                scene,
                Invariant.C6,
                RESUMED,
                "the relay is still suspended after it was resumed",
                () -> !operator.isSuspended());
        if (!isOvertaken) {
            throw new FaultDidNotHappen("the database's transaction ids have not overtaken the position");
        }
    }

    static void requireSuspended(Scene scene, RelayOperator operator, String since) throws InterruptedException {
        Expectation.require(
                scene,
                Invariant.C10,
                NOTICED,
                "the relay does not say that it is suspended, though " + since,
                () -> operator.isSuspended() && operator.isToldByReadiness("SUSPENDED"));
    }

    /** Uses up transaction ids, as every writer of the cluster does, and looks: authors alone may be too slow. */
    private static boolean isOvertaken(Scene scene) throws SQLException {
        try (Connection connection = scene.databases().connect("blog");
                Statement statement = connection.createStatement()) {
            statement.execute(USE_TRANSACTION_IDS);
            try (ResultSet row = statement.executeQuery(
                    "select xid < pg_snapshot_xmin(pg_current_snapshot()) from relay_position")) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Its ids are given out a second time. */
    private static void setSequenceBack(Scene scene) throws SQLException, InterruptedException {
        int by = 1 + scene.random().nextInt(2_000);
        execute(scene, """
                select setval(sequence, greatest(1, coalesce(pg_sequence_last_value(sequence), 1) - %d))
                from (select pg_get_serial_sequence('outbox', 'id')::regclass as sequence) outbox
                """.formatted(by));
        Expectation.authorsPublish(scene, "ids of the outbox are given out again");
        scene.last(2, 5);
    }

    /** It is not sent and turns no author away, until an operator has it sent. */
    private static void insertAhead(Scene scene) throws SQLException, InterruptedException {
        Expectation.afterRecovery(scene);
        RelayOperator operator = new RelayOperator(scene);
        try (Connection connection = scene.databases().connect("blog")) {
            connection.setAutoCommit(false);
            LatePost post = LatePost.begin(connection, scene.load().books());
            try (PreparedStatement restamp =
                    connection.prepareStatement("update outbox set xid = cast(? as xid8) where blog_id = ?")) {
                restamp.setString(
                        1, Long.toString(OTHER_CLUSTER + scene.random().nextInt(1_000)));
                restamp.setObject(2, post.id());
                restamp.executeUpdate();
            }
            connection.commit();
            post.committed();
        }
        Expectation.require(
                scene,
                Invariant.C10,
                NOTICED,
                "an event of another cluster waits, and neither /ops/outbox nor readiness tells of it",
                () -> ahead(operator) > 0 && operator.isToldByReadiness("transaction id ahead"));
        Expectation.authorsPublish(scene, "an event of another cluster waits");
        operator.resume("chaos: an event of another cluster");
        Expectation.require(
                scene, Invariant.C6, RESUMED, "an event of another cluster still waits", () -> ahead(operator) == 0);
    }

    private static long ahead(RelayOperator operator) throws IOException, InterruptedException {
        return operator.outbox().path("ahead").asLong(0);
    }

    private static void execute(Scene scene, String sql) throws SQLException {
        try (Connection connection = scene.databases().connect("blog");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
