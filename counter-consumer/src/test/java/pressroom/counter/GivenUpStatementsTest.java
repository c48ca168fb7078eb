package pressroom.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import pressroom.events.BlogEvent;

/** The counter's client gives up statement after statement that waits in the server. */
@Tag("faults")
class GivenUpStatementsTest {

    private static final Pattern CONNECTIONS_MADE =
            Pattern.compile("hikaricp_connections_creation_seconds_count\\{[^}]*} (\\d+)");

    @Test
    void aStatementThatTheClientGaveUpEndsInTheServerToo() throws Exception {
        String author = Histories.newAuthor();
        List<BlogEvent> events = Histories.shuffled(new Random(9), List.of(author), 50);
        try (RunningCounter counter = RunningCounter.start(
                        "spring.datasource.hikari.data-source-properties.socketTimeout=1",
                        "spring.datasource.hikari.maximum-pool-size=3");
                Connection lock = CounterDatabase.POOL.getConnection();
                Statement statement = lock.createStatement()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> counter.get("/actuator/health/readiness").statusCode() == 200);
            lock.setAutoCommit(false);
            statement.execute("lock table ledger in access exclusive mode");
            Topic.send(events);

            // Each try gives up its connection; left are those of the pool and of the tries within the last three
            // seconds.
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(sessions()).isLessThan(10);
                return connectionsMade(counter) > 16;
            });

            lock.rollback();
            await().atMost(Duration.ofSeconds(30)).until(() -> Topic.lag() == 0);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(sessions()).isLessThanOrEqualTo(3));
        }
        assertThat(CounterDatabase.totals(List.of(author))).isEqualTo(Histories.totals(events));
    }

    @Test
    void noSessionOutlivesItsWait() throws Exception {
        try (RunningCounter counter = RunningCounter.start()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> counter.get("/api/users/" + UUID.randomUUID()).statusCode() == 404);
            for (String limit : List.of(
                    "lock_timeout",
                    "statement_timeout",
                    "idle_in_transaction_session_timeout",
                    "client_connection_check_interval")) {
                assertThat(counter.bean(JdbcClient.class)
                                .sql("show " + limit)
                                .query(String.class)
                                .single())
                        .as(limit)
                        .isNotEqualTo("0");
            }
        }
    }

    private static long sessions() {
        return CounterDatabase.JDBC
                .sql("select count(*) from pg_stat_activity where application_name = 'counter-consumer'")
                .query(Long.class)
                .single();
    }

    private static int connectionsMade(RunningCounter counter) {
        Matcher made = CONNECTIONS_MADE.matcher(
                counter.send("GET", "/actuator/prometheus", "monitor").body());
        return made.find() ? Integer.parseInt(made.group(1)) : 0;
    }
}
