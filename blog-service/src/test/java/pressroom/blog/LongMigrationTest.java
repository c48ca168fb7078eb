package pressroom.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** An upgrade whose migration takes longer than any other statement may, and longer than a start is waited for. */
@DirtiesContext
@TestPropertySource(
        properties = {
            "test.database=" + LongMigrationTest.DATABASE,
            "test.topic=blog-events." + LongMigrationTest.DATABASE,
            "spring.datasource.hikari.data-source-properties.socketTimeout=3",
            "spring.datasource.hikari.data-source-properties.options=-c lock_timeout=60s -c statement_timeout=2s"
        })
class LongMigrationTest extends BlogServiceTest {

    static final String DATABASE = "long_migration";

    private static final DriverManagerDataSource SERVER = server();
    private static @Nullable Connection lock;

    @BeforeAll
    static void lockTheTableThatGetsAnIndex() throws SQLException {
        createDatabase(DATABASE);
        Flyway.configure().dataSource(SERVER).target("10").load().migrate();
        Connection other = SERVER.getConnection();
        lock = other;
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.execute("lock table blogs in access exclusive mode");
        }
    }

    @AfterAll
    static void unlock() throws SQLException {
        if (lock != null) {
            lock.close();
        }
    }

    @Test
    void theServiceAnswersMeanwhileAndTheMigrationIsNotGivenUp() throws SQLException {
        await().until(() -> secondsOfTheMigration() > 8);
        assertThat(asReader().get("/actuator/health/liveness").status()).isEqualTo(200);
        Api.Answer readiness = asOperator().get("/actuator/health/readiness");
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(readiness.response().body()).contains("the migration is running");

        unlock();

        await().until(() -> asReader().get("/actuator/health/readiness").status() == 200);
        assertThat(as(newAuthor()).post("After the upgrade", "text").status()).isEqualTo(201);
        assertThat(Flyway.configure().dataSource(SERVER).load().info().pending())
                .isEmpty();
    }

    /** How long the statement that makes the index has been waiting for the lock; 0 without one. */
    private static double secondsOfTheMigration() {
        return JdbcClient.create(SERVER).sql("""
                        select coalesce(max(extract(epoch from clock_timestamp() - query_start)), 0)
                        from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                          and query like '%create index if not exists blogs_audit%' and pid <> pg_backend_pid()
                        """).query(Double.class).single();
    }

    private static DriverManagerDataSource server() {
        Map<String, String> service = STACK.propertiesFor("blog-service");
        return new DriverManagerDataSource(
                service.get("spring.datasource.url").replaceFirst("/blog$", "/" + DATABASE),
                service.get("spring.datasource.username"),
                service.get("spring.datasource.password"));
    }
}
