package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.BlogServiceTest;
import pressroom.stack.LocalStack;
import pressroom.stack.Server;
import pressroom.stack.TestServers;
import tools.jackson.databind.JsonNode;

/** The relay behind a transaction of another database, over a PostgreSQL of its own that can prepare transactions. */
@TestPropertySource(
        properties = {
            "test.topic=blog-events.fences",
            "pressroom.relay.watch-every=50ms",
            "pressroom.relay.longest-idle=50ms"
        })
class FenceTest extends BlogServiceTest {

    private static final LocalStack OTHER = TestServers.another();

    @Autowired
    private DataSource blogs;

    @BeforeAll
    static void ownTopic() throws SQLException {
        createDatabase("fences");
    }

    @DynamicPropertySource
    static void connectToAnotherPostgres(DynamicPropertyRegistry registry) throws Exception {
        OTHER.start(Server.POSTGRES, words -> {});
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            statement.execute("alter system set max_prepared_transactions = 5");
        }
        OTHER.stop(Server.POSTGRES);
        OTHER.start(Server.POSTGRES, words -> {});
        Map<String, String> service = OTHER.propertiesFor("blog-service");
        service.forEach((name, value) -> {
            if (name.startsWith("spring.datasource.")) {
                registry.add("test." + name, () -> value);
            }
        });
    }

    @Test
    void aTransactionOfAnotherDatabaseIsNamedWithItsAgeAndNoInnocentOne() throws Exception {
        try (Connection innocent = blogs.getConnection();
                Connection other = admin()) {
            innocent.setAutoCommit(false);
            innocent.createStatement().execute("select 1");
            other.setAutoCommit(false);
            other.createStatement().execute("select pg_current_xact_id()");
            // It wrote later, though its transaction began first.
            innocent.createStatement().execute("select pg_current_xact_id()");
            as(newAuthor()).post("Waits", "text");

            await().until(() -> age().compareTo(Duration.ofSeconds(1)) >= 0);
            assertThat(fence().get("holder").asString()).contains("database postgres", "role postgres");
            await().untilAsserted(() -> assertThat(
                            asOperator().get("/actuator/prometheus").response().body())
                    .containsPattern("pressroom_relay_fence_age_seconds [1-9]")
                    .contains("pressroom_relay_unsent 1.0"));
            other.rollback();
            await().untilAsserted(
                            () -> assertThat(fence().get("holder").asString()).contains("blog-service"));
            innocent.rollback();
        }
        await().until(() -> fence().isNull());
    }

    @Test
    void aPreparedTransactionIsNamed() throws Exception {
        try (Connection other = admin();
                Statement statement = other.createStatement()) {
            statement.execute("begin");
            statement.execute("create table held (id int)");
            statement.execute("prepare transaction 'forgotten'");
            try {
                await().untilAsserted(() -> assertThat(fence().path("holder").asString(""))
                        .contains("prepared transaction forgotten", "database postgres"));
                await().until(() -> age().compareTo(Duration.ofSeconds(1)) >= 0);
            } finally {
                statement.execute("rollback prepared 'forgotten'");
            }
        }
        await().until(() -> fence().isNull());
    }

    private Duration age() {
        return fence().isNull()
                ? Duration.ZERO
                : Duration.parse(fence().get("age").asString());
    }

    private JsonNode fence() {
        return asOperator().get("/ops/outbox").json().path("fence");
    }

    private static Connection admin() throws SQLException {
        Map<String, String> admin = OTHER.adminProperties();
        return DriverManager.getConnection(
                admin.get("postgres.url"), admin.get("postgres.username"), admin.get("postgres.password"));
    }
}
