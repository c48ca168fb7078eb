package pressroom.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private static @Nullable LockedUpgrade upgrade;

    @Autowired
    private HikariDataSource pool;

    @BeforeAll
    static void writeWhileTheIndexIsMade() throws SQLException {
        upgrade = new LockedUpgrade(DATABASE, "14", "row exclusive");
    }

    @AfterAll
    static void end() throws SQLException {
        if (upgrade != null) {
            upgrade.unlock();
        }
    }

    @Test
    void theIndexIsNotGivenUpAndNoSessionOfThePoolKeepsItsLimits() throws SQLException {
        await().until(() -> upgrade().secondsOf("create unique index concurrently") > 6);

        end();

        await().until(() -> asReader().get("/actuator/health/readiness").status() == 200);
        assertThat(upgrade().isDone()).isTrue();
        assertThat(limitsOfThePool()).isNotEmpty().containsOnly("2s 2s");
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

    private static LockedUpgrade upgrade() {
        return Objects.requireNonNull(upgrade);
    }
}
