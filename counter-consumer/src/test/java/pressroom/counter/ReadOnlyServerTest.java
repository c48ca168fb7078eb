package pressroom.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import pressroom.events.BlogEvent;
import pressroom.servers.PoolerRoles;

/** A database whose new sessions take no writes for a time, as those of a demoted server, while the pool keeps them. */
class ReadOnlyServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DATABASE = "read_only_server";
    private static final String URL = Topic.STACK
            .propertiesFor("counter-consumer")
            .get("spring.datasource.url")
            .replaceFirst("/counter$", "/" + DATABASE);

    @AfterEach
    void promote() throws SQLException {
        execute("alter database " + DATABASE + " reset default_transaction_read_only");
    }

    @Test
    void theCounterGoesOnAsSoonAsNewSessionsTakeWrites() throws SQLException {
        execute("create database " + DATABASE + " owner counter_consumer");
        String author = Histories.newAuthor();
        List<BlogEvent> events = Histories.shuffled(new Random(25), List.of(author), 40);
        try (RunningCounter counter = RunningCounter.start("spring.datasource.url=" + URL)) {
            await().atMost(PATIENCE)
                    .until(() -> counter.get("/actuator/health/readiness").statusCode() == 200);
            execute("alter database " + DATABASE + " set default_transaction_read_only = on");
            counter.bean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();

            Topic.send(events);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(counter.send("GET", "/actuator/health/readiness", "monitor")
                                    .body())
                            .contains("read-only transaction"));
            promote();

            // The pool is full of sessions of before.
            await().atMost(PATIENCE).until(() -> total(counter, author)
                    .equals(Histories.totals(events).get(author)));
        }
    }

    private static Long total(RunningCounter counter, String author) {
        return counter.bean(JdbcClient.class)
                .sql("select coalesce(sum(total_blogs), 0)::bigint from users where id = :author")
                .param("author", author)
                .query(Long.class)
                .single();
    }

    private static void execute(String statement) throws SQLException {
        PoolerRoles.execute(Topic.STACK.adminProperties(), List.of(statement));
    }
}
