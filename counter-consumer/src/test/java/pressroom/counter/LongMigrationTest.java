package pressroom.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import pressroom.servers.PoolerRoles;

/** An upgrade whose migration takes longer than any other statement may. */
class LongMigrationTest {

    private static final String DATABASE = "long_migration";
    private static final Map<String, String> SERVICE = Topic.STACK.propertiesFor("counter-consumer");
    private static final String URL = SERVICE.get("spring.datasource.url").replaceFirst("/counter$", "/" + DATABASE);
    private static final DriverManagerDataSource SERVER = new DriverManagerDataSource(
            URL, SERVICE.get("spring.datasource.username"), SERVICE.get("spring.datasource.password"));

    @Test
    void aMigrationIsNotGivenUpAsOtherStatementsAre() throws Exception {
        PoolerRoles.execute(
                Topic.STACK.adminProperties(), List.of("create database " + DATABASE + " owner counter_consumer"));
        Flyway.configure().dataSource(SERVER).target("1").load().migrate();
        try (Connection lock = DriverManager.getConnection(URL, SERVER.getUsername(), SERVER.getPassword());
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table ledger in access exclusive mode");
            try (RunningCounter counter = RunningCounter.start(
                    "spring.datasource.url=" + URL,
                    "spring.datasource.hikari.data-source-properties.socketTimeout=1",
                    "spring.datasource.hikari.data-source-properties.options="
                            + "-c lock_timeout=60s -c statement_timeout=1s")) {
                await().atMost(Duration.ofSeconds(30)).until(() -> secondsOfTheMigration() > 4);
                assertThat(counter.get("/actuator/health/liveness").statusCode())
                        .isEqualTo(200);
                assertThat(counter.get("/actuator/health/readiness").statusCode())
                        .isEqualTo(503);

                lock.rollback();

                await().atMost(Duration.ofSeconds(30))
                        .until(() -> counter.get("/actuator/health/readiness").statusCode() == 200);
                assertThat(counter.bean(JdbcClient.class)
                                .sql("show statement_timeout")
                                .query(String.class)
                                .single())
                        .isEqualTo("1s");
            }
        }
        assertThat(Flyway.configure().dataSource(SERVER).load().info().pending())
                .isEmpty();
    }

    /** How long the statement that makes the index has been waiting for the lock; 0 without one. */
    private static double secondsOfTheMigration() throws SQLException {
        return JdbcClient.create(SERVER).sql("""
                        select coalesce(max(extract(epoch from clock_timestamp() - query_start)), 0)
                        from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                          and query like '%create index if not exists ledger_audit%' and pid <> pg_backend_pid()
                        """).query(Double.class).single();
    }
}
