package pressroom.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pressroom.counter.Histories.newAuthor;
import static pressroom.counter.Histories.published;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import pressroom.consumer.Refusal;
import pressroom.events.CloudEvent;

/** What PostgreSQL refuses is told apart from PostgreSQL being away. */
class CountBlogsTest {

    private final CountBlogs countBlogs = new CountBlogs(new Ledger(CounterDatabase.JDBC));
    private final String author = newAuthor();

    @BeforeEach
    void refuseAnAuthor() {
        CounterDatabase.JDBC
                .sql("alter table ledger add constraint refused check (author_id <> 'refused')")
                .update();
    }

    @AfterEach
    void refuseNobody() {
        CounterDatabase.JDBC.sql("alter table ledger drop constraint refused").update();
    }

    @Test
    void eventThatPostgresRefusesDoesNotHoldUpItsBatch() {
        List<Refusal> refusals = countBlogs.handle(List.of(by(author), by("refused"), by(author)));

        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.index()).isEqualTo(1);
            assertThat(refusal.reason())
                    .startsWith("PostgreSQL refuses it (23514)")
                    .doesNotContain("\n");
        });
        assertThat(CounterDatabase.totals(List.of(author))).isEqualTo(Map.of(author, 2L));
    }

    @Test
    void postgresThatIsAwayIsAnOutage() {
        HikariConfig away = new HikariConfig();
        away.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/counter");
        away.setInitializationFailTimeout(-1);
        away.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(away)) {
            CountBlogs handler = new CountBlogs(new Ledger(JdbcClient.create(pool)));

            assertThatThrownBy(() -> handler.handle(List.of(by(author)))).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void missingSchemaIsAnOutage() {
        String elsewhere = CounterDatabase.POOL.getJdbcUrl() + "?currentSchema=elsewhere";
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(elsewhere);
            pool.setUsername(CounterDatabase.POOL.getUsername());
            pool.setPassword(CounterDatabase.POOL.getPassword());
            CountBlogs handler = new CountBlogs(new Ledger(JdbcClient.create(pool)));

            assertThatThrownBy(() -> handler.handle(List.of(by(author)))).isInstanceOf(DataAccessException.class);
        }
    }

    private static CloudEvent by(String author) {
        return new CloudEvent(UUID.randomUUID(), Instant.EPOCH, null, published(author, UUID.randomUUID(), 1));
    }
}
