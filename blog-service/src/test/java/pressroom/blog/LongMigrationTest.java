package pressroom.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    private static @Nullable LockedUpgrade upgrade;

    @BeforeAll
    static void lockTheTableThatGetsAnIndex() throws SQLException {
        upgrade = new LockedUpgrade(DATABASE, "10", "access exclusive");
    }

    @AfterAll
    static void unlock() throws SQLException {
        if (upgrade != null) {
            upgrade.unlock();
        }
    }

    @Test
    void theServiceAnswersMeanwhileAndTheMigrationIsNotGivenUp() throws SQLException {
        await().until(() -> upgrade().secondsOf("create index if not exists blogs_audit") > 8);
        assertThat(asReader().get("/actuator/health/liveness").status()).isEqualTo(200);
        Api.Answer readiness = asOperator().get("/actuator/health/readiness");
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(readiness.response().body()).contains("the migration is running");

        unlock();

        await().until(() -> asReader().get("/actuator/health/readiness").status() == 200);
        assertThat(as(newAuthor()).post("After the upgrade", "text").status()).isEqualTo(201);
        assertThat(upgrade().isDone()).isTrue();
    }

    private static LockedUpgrade upgrade() {
        return Objects.requireNonNull(upgrade);
    }
}
