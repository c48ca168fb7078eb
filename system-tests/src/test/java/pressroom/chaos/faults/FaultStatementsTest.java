package pressroom.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pressroom.chaos.check.Databases;
import pressroom.stack.LocalStack;
import pressroom.stack.Server;
import pressroom.stack.TestServers;

/** That the statements of faults do what they say in the services' own tables, and nothing else. */
class FaultStatementsTest {

    private static final String KEPT = "0199c0de-0000-7000-8000-000000000001";
    private static final String EDITED = "0199c0de-0000-7000-8000-000000000002";
    private static final String LOST = "0199c0de-0000-7000-8000-000000000003";

    /** The shared one gets its tables from services. */
    private static final LocalStack OWN = TestServers.another();

    private final Databases databases = new Databases(OWN);
    private Connection blog;
    private Connection counter;

    @BeforeAll
    static void startServer() {
        OWN.start(Server.POSTGRES, words -> {});
    }

    @AfterAll
    static void stopServer() {
        OWN.stop(Server.POSTGRES);
    }

    @BeforeEach
    void makeTables() throws Exception {
        blog = databases.connect("blog");
        counter = databases.connect("counter");
        migrate(blog, "blog-service", 14);
        migrate(counter, "counter-consumer", 2);
    }

    @AfterEach
    void close() throws SQLException {
        blog.close();
        counter.close();
    }

    @Test
    void theOlderCopyComesBackWithItsPosition() throws SQLException {
        publish(KEPT, 1);
        publish(EDITED, 1);
        send();
        String before = state();
        try (Connection copied = databases.connect("blog")) {
            OlderCopy copy = OlderCopy.make(databases, copied);
            publish(EDITED, 2);
            publish(LOST, 1);
            assertThat(copy.restore()).as("with events unsent").isEqualTo(new OlderCopy.Restored(0, 0));
            send();

            assertThat(copy.restore()).isEqualTo(new OlderCopy.Restored(2, 0));

            assertThat(state()).isEqualTo(before);
            copy.drop();
            assertThat(rows(blog, "select relname from pg_class where relname like 'chaos%'"))
                    .isEmpty();
        }
    }

    @Test
    void whatTheCopyHadNotSentIsUnsentAgain() throws SQLException {
        publish(KEPT, 1);
        try (Connection copied = databases.connect("blog")) {
            OlderCopy copy = OlderCopy.make(databases, copied);
            publish(LOST, 1);
            send();

            assertThat(copy.restore()).isEqualTo(new OlderCopy.Restored(1, 1));

            assertThat(databases.unsent()).isEqualTo(1);
        }
    }

    @Test
    void aLedgerRowIsWrongUntilAnEventMendsIt() throws SQLException {
        execute(
                counter,
                "insert into ledger values ('%s', 'ada', 3, true), ('%s', 'ada', 1, false)".formatted(KEPT, EDITED));
        LedgerRows left = LedgerRows.of(counter, List.of(KEPT, EDITED, LOST));
        assertThat(left.stillWrong(counter)).containsExactly(KEPT, EDITED, LOST);

        execute(counter, "insert into ledger values ('%s', 'ada', 1, true)".formatted(LOST));
        execute(counter, "update ledger set live = true where blog_id = '%s'".formatted(EDITED));

        assertThat(left.stillWrong(counter)).containsExactly(KEPT);
    }

    @Test
    void transactionIdsAreUsedUpOneByOne() throws SQLException {
        String newest = "select pg_snapshot_xmax(pg_current_snapshot())::text";
        long before = Long.parseLong(rows(blog, newest).get(0));

        execute(blog, RelayFaults.USE_TRANSACTION_IDS);

        assertThat(Long.parseLong(rows(blog, newest).get(0))).isGreaterThanOrEqualTo(before + 50);
    }

    private void publish(String id, int version) throws SQLException {
        execute(blog, """
                insert into blogs (id, author_id, version, live, title, body, tags, published_at, created_at, updated_at)
                values ('%1$s', 'ada', %2$d, true, 't%2$d', 'b', '{}', now(), now(), now())
                on conflict (id) do update set version = excluded.version, title = excluded.title;
                insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)
                values (gen_random_uuid(), 'pressroom.BlogPublished.v1', '%1$s', 'ada', now(), '{}')
                """.formatted(id, version));
    }

    /** As a round of the relay does. */
    private void send() throws SQLException {
        execute(blog, """
                insert into relay_rounds (last_xid, last_id, highest_id, outbox_ids, topic_partitions, topic_offsets)
                select o.xid, o.id, o.id, array[o.id], array[0], array[o.id] from outbox o, relay_position p
                where (o.xid, o.id) > (p.xid, p.id);
                update relay_position set (xid, id, topic_ends) =
                    (select xid, id, array[id + 1] from outbox order by xid desc, id desc limit 1)
                """);
    }

    private String state() throws SQLException {
        return String.join("\n", rows(blog, """
                        (select b::text as row from blogs b order by 1) union all
                        (select o::text from outbox o order by 1) union all
                        (select r::text from relay_rounds r order by 1) union all
                        select p::text from relay_position p
                        """));
    }

    private static void migrate(Connection connection, String service, int last) throws Exception {
        execute(connection, "drop schema public cascade; create schema public");
        Path folder = Path.of("..", service, "src", "main", "resources", "db", "migration");
        for (int version = 1; version <= last; version++) {
            try (var files = Files.newDirectoryStream(folder, "V%d__*.sql".formatted(version))) {
                execute(connection, Files.readString(files.iterator().next()));
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}
