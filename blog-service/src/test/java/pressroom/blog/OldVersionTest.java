package pressroom.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** While a new version brings the schema up to date, processes of the first one go on: changes of the schema only add. */
class OldVersionTest extends BlogServiceTest {

    private static final String DATABASE = "old_version";
    private static final int WRITERS = 4;
    private static final int ROWS_BEFORE = 20_000;

    /** As the first version publishes. */
    private static final String PUBLISH = """
            with published as (
                insert into blogs (id, author_id, version, live, title, body, tags, published_at, created_at, updated_at)
                values (gen_random_uuid(), 'ada', 1, true, 'Title', 'Text', '{}', now(), now(), now())
                returning id)
            insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)
            select gen_random_uuid(), 'pressroom.BlogPublished.v1', id, 'ada', now(), '\\x7b7d' from published
            """;

    /** As the first version's relay records and advances. */
    private static final List<String> RELAY = List.of(
            "insert into relayed (outbox_id, topic_partition, topic_offset) select id, 0, id from outbox order by xid, id limit 1",
            "update relay_position set id = id + 1");

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger published = new AtomicInteger();

    @Test
    void theFirstVersionPublishesAndRelaysWhileTheSchemaGrows() throws Exception {
        createDatabase(DATABASE);
        migrateTo("1");
        execute("insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)"
                + " select gen_random_uuid(), 'x', gen_random_uuid(), 'ada', now(), '\\x7b7d' from generate_series(1, "
                + ROWS_BEFORE + ")");
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writing.add(writers.submit(this::publishUntilStopped));
        }
        await().until(() -> published.get() > 100);

        migrateTo("latest");

        int before = published.get();
        await().until(() -> published.get() > before + 100);
        stop.set(true);
        for (Future<?> writer : writing) {
            writer.get();
        }
        writers.shutdown();
        RELAY.forEach(OldVersionTest::execute);
        assertThat(count("blogs")).isEqualTo(published.get());
        assertThat(count("outbox")).isEqualTo(published.get() + ROWS_BEFORE);
        assertThat(count("relayed")).isEqualTo(1);
    }

    private Void publishUntilStopped() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement publish = connection.prepareStatement(PUBLISH)) {
            while (!stop.get()) {
                publish.executeUpdate();
                published.incrementAndGet();
            }
        }
        return null;
    }

    private static void migrateTo(String version) {
        Map<String, String> service = STACK.propertiesFor("blog-service");
        Flyway.configure()
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .dataSource(url(), service.get("spring.datasource.username"), service.get("spring.datasource.password"))
                .target(version)
                .load()
                .migrate();
    }

    private static String url() {
        return STACK.propertiesFor("blog-service").get("spring.datasource.url").replaceFirst("/blog$", "/" + DATABASE);
    }

    /** As patient as the service's own connections. */
    private static Connection connect() throws SQLException {
        Map<String, String> service = STACK.propertiesFor("blog-service");
        Connection connection = DriverManager.getConnection(
                url(), service.get("spring.datasource.username"), service.get("spring.datasource.password"));
        try (Statement settings = connection.createStatement()) {
            settings.execute("set lock_timeout = '3s'");
        }
        return connection;
    }

    private static void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(String table) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
