package pressroom.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The index of the keys' hashes is made beside writers, whom a lock on the table would hold up for as long. */
class KeyIndexMigrationTest extends BlogServiceTest {

    private static final String DATABASE = "key_index";

    private static final String PUBLISH = """
            insert into blogs (id, author_id, version, live, title, body, tags, published_at, created_at, updated_at)
            values (gen_random_uuid(), 'ada', 1, true, 'Title', 'Text', '{}', now(), now(), now())
            """;

    private static final String INDEX = """
            select coalesce(bool_and(indisvalid), false) from pg_index
            where indexrelid = to_regclass('blogs_idempotency_hash')
            """;

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase(DATABASE);
    }

    @Test
    void writersGoOnWhileItIsMadeAndAnUnfinishedOneIsMadeAgain() throws Exception {
        migrateTo("13");
        assertThat(answer(INDEX)).isFalse();
        leaveUnfinished();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection writer = connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute(PUBLISH);
            Future<?> migration = thread.submit(() -> migrateTo("latest"));
            await().until(() -> answer("""
                    select exists (select from pg_stat_activity
                                   where datname = current_database() and query ilike '%index concurrently%'
                                     and pid <> pg_backend_pid() and wait_event_type = 'Lock')
                    """));

            execute(PUBLISH);

            writer.commit();
            migration.get(60, TimeUnit.SECONDS);
        } finally {
            thread.shutdown();
        }
        assertThat(answer(INDEX)).isTrue();
    }

    /** As an attempt that was cut off does. */
    private static void leaveUnfinished() throws SQLException {
        execute(PUBLISH);
        execute(PUBLISH);
        execute("update blogs set idempotency_hash = 'same'");
        assertThatThrownBy(() ->
                        execute("create unique index concurrently blogs_idempotency_hash on blogs (idempotency_hash)"))
                .hasMessageContaining("could not create unique index");
        assertThat(answer("select to_regclass('blogs_idempotency_hash') is not null"))
                .isTrue();
        execute("update blogs set idempotency_hash = null");
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

    private static Connection connect() throws SQLException {
        Map<String, String> service = STACK.propertiesFor("blog-service");
        Connection connection = DriverManager.getConnection(
                url(), service.get("spring.datasource.username"), service.get("spring.datasource.password"));
        try (Statement settings = connection.createStatement()) {
            settings.execute("set lock_timeout = '3s'");
        }
        return connection;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean answer(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
