package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;

/** A database whose new sessions take no writes for a time, as those of a demoted server, while the pool keeps them. */
@TestPropertySource(
        properties = {
            "test.database=" + ReadOnlyServerTest.DATABASE,
            "test.topic=blog-events." + ReadOnlyServerTest.DATABASE,
            "pressroom.relay.enabled=false"
        })
class ReadOnlyServerTest extends BlogServiceTest {

    static final String DATABASE = "read_only_server";

    @Autowired
    private Relay relay;

    @Autowired
    private HikariDataSource dataSource;

    private final Topic topic = new Topic(STACK, "blog-events." + DATABASE);

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase(DATABASE);
    }

    @AfterEach
    void promote() throws SQLException {
        alterDatabase("reset default_transaction_read_only");
    }

    @Test
    void authorsAreToldToComeAgainAndTheRelaySendsNothingUntilTheServerTakesWritesAgain() throws SQLException {
        String unsent = as(newAuthor()).post("Unsent", "text").id();
        alterDatabase("set default_transaction_read_only = on");
        dataSource.getHikariPoolMXBean().softEvictConnections();

        Api.Answer answer = as(newAuthor()).post("Not taken", "text");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(relay::relayOnce)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("takes no writes");
        }
        assertThat(topic.recordsOf(Set.of(unsent))).isEmpty();

        // The pool is full of sessions of before.
        for (int post = 0; post < 3; post++) {
            assertThat(as(newAuthor()).post("Not taken", "text").status()).isEqualTo(503);
        }
        alterDatabase("reset default_transaction_read_only");
        await().until(() -> as(newAuthor()).post("Taken", "text").status() == 201);
        await().ignoreExceptions().until(() -> relay.relayOnce() == Relay.Round.IDLE);
        assertThat(topic.recordsOf(Set.of(unsent))).hasSize(1);
    }

    private static void alterDatabase(String change) throws SQLException {
        Map<String, String> admin = STACK.adminProperties();
        try (Connection postgres = DriverManager.getConnection(
                        admin.get("postgres.url"), admin.get("postgres.username"), admin.get("postgres.password"));
                Statement statement = postgres.createStatement()) {
            statement.execute("alter database " + DATABASE + " " + change);
        }
    }
}
