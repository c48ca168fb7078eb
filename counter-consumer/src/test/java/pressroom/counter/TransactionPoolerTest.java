package pressroom.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pressroom.events.BlogEvent;
import pressroom.servers.PgBouncer;
import pressroom.servers.PoolerRoles;

/** The service reaches its database through PgBouncer in transaction mode. */
@Tag("faults")
class TransactionPoolerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TOLD_STATEMENT = Pattern.compile("\"(alter role [^\"]*)\"");

    @BeforeAll
    static void needPgBouncer() {
        assumeThat(PgBouncer.program())
                .as("PgBouncer (Debian's package pgbouncer)")
                .isPresent();
    }

    @AfterEach
    void resetRoles() throws SQLException {
        PoolerRoles.reset(Topic.STACK.adminProperties());
    }

    @Test
    void withTheDocumentedSettingsItCountsExactlyAlsoWhenServiceAndPoolerAreRestarted() throws Exception {
        PoolerRoles.set(Topic.STACK.adminProperties());
        List<String> authors = Stream.generate(Histories::newAuthor).limit(12).toList();
        List<BlogEvent> events = Histories.shuffled(new Random(17), authors, 600);
        try (PgBouncer pooler = PgBouncer.before(Topic.STACK)) {
            try (RunningCounter counter = start(pooler)) {
                ready(counter);
                Topic.send(events.subList(0, 300));
                drained();
                pooler.close();
                Topic.send(events.subList(300, 400));
                pooler.start();
                drained();
                for (String author : authors) {
                    assertThat(counter.get("/api/users/" + author).statusCode()).isEqualTo(200);
                }
                Topic.send(events.subList(400, 500));
            }
            try (RunningCounter counter = start(pooler)) {
                Topic.send(events.subList(500, events.size()));
                drained();
                ready(counter);
            }
        }
        Map<String, Long> expected = Histories.totals(events);
        assertThat(CounterDatabase.totals(expected.keySet())).isEqualTo(expected);
    }

    @Test
    void withoutTheSettingItIsNotReadyAndNamesTheSetting() {
        try (PgBouncer refusing = PgBouncer.before(Topic.STACK);
                RunningCounter counter = RunningCounter.start("spring.datasource.url=" + refusing.url("counter"))) {
            assertNotReady(counter, "pressroom.database.pooled=true", "spring.flyway.url");
        }
        try (PgBouncer ignoring = PgBouncer.before(Topic.STACK, "ignore_startup_parameters = options");
                RunningCounter counter = RunningCounter.start("spring.datasource.url=" + ignoring.url("counter"))) {
            assertNotReady(counter, "pressroom.database.pooled=true", "spring.flyway.url");
        }
    }

    @Test
    void sessionsWithoutLimitsAreRefusedWithTheStatementsThatSetThem() throws Exception {
        try (PgBouncer pooler = PgBouncer.before(Topic.STACK);
                RunningCounter counter = start(pooler)) {
            String told = assertNotReady(counter, "lock_timeout", "client_connection_check_interval", "RECONNECT");

            List<String> statements = TOLD_STATEMENT
                    .matcher(told.replace("\\\"", "\""))
                    .results()
                    .map((MatchResult result) -> result.group(1))
                    .distinct()
                    .toList();
            assertThat(statements).hasSize(4);
            PoolerRoles.execute(Topic.STACK.adminProperties(), statements);
            pooler.close();
            pooler.start();

            ready(counter);
        }
    }

    @Test
    void preparedStatementsThatThePoolerLosesAreRefused() throws Exception {
        PoolerRoles.set(Topic.STACK.adminProperties());
        try (PgBouncer pooler = PgBouncer.before(Topic.STACK);
                RunningCounter counter =
                        start(pooler, "spring.datasource.hikari.data-source-properties.prepareThreshold=5")) {
            assertNotReady(counter, "prepareThreshold", "max_prepared_statements");
        }
        try (PgBouncer pooler = PgBouncer.before(Topic.STACK);
                RunningCounter counter =
                        start(pooler, "spring.datasource.url=" + pooler.url("counter") + "?prepareThreshold=5")) {
            assertNotReady(counter, "Remove prepareThreshold from", "spring.datasource.url", "max_prepared_statements");
        }
    }

    @Test
    void aStartParameterThatThePoolerRefusesIsNamedWithTheSettingThatSendsIt() throws Exception {
        PoolerRoles.set(Topic.STACK.adminProperties());
        try (PgBouncer pooler = PgBouncer.before(Topic.STACK);
                RunningCounter counter =
                        start(pooler, "spring.datasource.url=" + pooler.url("counter") + "?currentSchema=public")) {
            assertNotReady(counter, "refuses the start parameter search_path", "Remove currentSchema from");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url=URL?options=-c%20lock_timeout=3s | remove options from spring.datasource.url | alter role",
                "url=URL?readOnlyMode=always | remove readOnlyMode=always from spring.datasource.url | read-only",
                "hikari.connection-init-sql=select 1 | remove spring.datasource.hikari.connection-init | alter role",
                "hikari.transaction-isolation=TRANSACTION_SERIALIZABLE | hikari.transaction-isolation | alter role",
                "hikari.schema=public | remove spring.datasource.hikari.schema | alter role"
            })
    void whatIsSetForASessionIsRefusedAtStart(String setting, String words, String otherWords) {
        try (PgBouncer pooler = PgBouncer.before(Topic.STACK)) {
            assertThatThrownBy(
                            () -> start(pooler, "spring.datasource." + setting.replace("URL", pooler.url("counter"))))
                    .hasStackTraceContaining("pressroom.database.pooled=true")
                    .hasStackTraceContaining(words)
                    .hasStackTraceContaining(otherWords);
        }
    }

    @Test
    void migrationsNeedAnAddressOfPostgresItself() throws Exception {
        PoolerRoles.set(Topic.STACK.adminProperties());
        try (PgBouncer pooler = PgBouncer.before(Topic.STACK)) {
            assertThatThrownBy(() -> RunningCounter.start(
                            "spring.datasource.url=" + pooler.url("counter"), "pressroom.database.pooled=true"))
                    .hasStackTraceContaining("spring.flyway.url")
                    .hasStackTraceContaining("the JDBC URL of PostgreSQL itself");
            try (RunningCounter counter = start(pooler, "spring.flyway.url=" + pooler.url("counter"))) {
                assertNotReady(counter, "spring.flyway.url leads to a connection pooler");
            }
        }
    }

    private static RunningCounter start(PgBouncer pooler, String... settings) {
        List<String> all = new ArrayList<>();
        pooler.propertiesFor("counter-consumer").forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(List.of(settings));
        return RunningCounter.start(all.toArray(String[]::new));
    }

    private static void ready(RunningCounter counter) {
        await("readiness").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        counter.send("GET", "/actuator/health/readiness", "monitor")
                                .body())
                .startsWith("{")
                .contains("\"status\":\"UP\"")
                .doesNotContain("DOWN"));
    }

    /** The answer that has all the words. */
    private static String assertNotReady(RunningCounter counter, String... words) {
        await("refusal").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        counter.send("GET", "/actuator/health/readiness", "monitor")
                                .body())
                .contains(words));
        assertThat(counter.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        return counter.send("GET", "/actuator/health/readiness", "monitor").body();
    }

    private static void drained() {
        await("lag").atMost(PATIENCE).until(() -> Topic.lag() == 0);
    }
}
