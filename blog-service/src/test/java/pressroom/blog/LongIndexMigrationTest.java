package pressroom.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** An upgrade that makes an index beside writers, so without a transaction, for longer than a statement may take. */
@DirtiesContext
@TestPropertySource(
        properties = {
            "test.database=" + LongIndexMigrationTest.DATABASE,
            "test.topic=blog-events." + LongIndexMigrationTest.DATABASE,
            "spring.datasource.hikari.data-source-properties.socketTimeout=3",
            "spring.datasource.hikari.data-source-properties.options=-c lock_timeout=2s -c statement_timeout=2s"
        })
class LongIndexMigrationTest extends BlogServiceTest {

    static final String DATABASE = "long_index_migration";

    private static final DriverManagerDataSource SERVER = server();
    private static @Nullable Connection writer;

    @Autowired
    private HikariDataSource pool;

    @BeforeAll
    static void writeWhileTheIndexIsMade() throws SQLException {
        createDatabase(DATABASE);
        Flyway.configure().dataSource(SERVER).target("14").load().migrate();
        Connection other = SERVER.getConnection();
        writer = other;
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.execute("lock table blogs in row exclusive mode");
        }
    }

    @AfterAll
    static void end() throws SQLException {
        if (writer != null) {
            writer.close();
        }
    }

    @Test
    void theIndexIsNotGivenUpAndNoSessionOfThePoolKeepsItsLimits() throws SQLException {
        await().until(() -> secondsOfTheMigration() > 6);

        end();

        await().until(() -> asReader().get("/actuator/health/readiness").status() == 200);
        assertThat(Flyway.configure().dataSource(SERVER).load().info().pending())
                .isEmpty();
        assertThat(limitsOfThePool()).isNotEmpty().containsOnly("2s 2s");
    }

    /** How long the statement that makes the index has been waiting for the writer; 0 without one. */
    private static double secondsOfTheMigration() {
        return JdbcClient.create(SERVER).sql("""
                        select coalesce(max(extract(epoch from clock_timestamp() - query_start)), 0)
                        from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                          and query like '%create unique index concurrently%' and pid <> pg_backend_pid()
                        """).query(Double.class).single();
    }

    /** Of as many sessions as the pool has now. */
    private List<String> limitsOfThePool() throws SQLException {
        List<Connection> borrowed = new ArrayList<>();
        try {
            List<String> limits = new ArrayList<>();
            for (int left = pool.getHikariPoolMXBean().getTotalConnections(); left > 0; left--) {
                Connection session = pool.getConnection();
                borrowed.add(session);
                limits.add(JdbcClient.create(new SingleConnectionDataSource(session, true))
                        .sql("select current_setting('statement_timeout') || ' ' || current_setting('lock_timeout')")
                        .query(String.class)
                        .single());
            }
            return limits;
        } finally {
            for (Connection session : borrowed) {
                session.close();
            }
        }
    }

    private static DriverManagerDataSource server() {
        Map<String, String> service = STACK.propertiesFor("blog-service");
        return new DriverManagerDataSource(
                service.get("spring.datasource.url").replaceFirst("/blog$", "/" + DATABASE),
                service.get("spring.datasource.username"),
                service.get("spring.datasource.password"));
    }
}
