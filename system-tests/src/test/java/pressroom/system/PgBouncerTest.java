package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pressroom.servers.PgBouncer;
import pressroom.servers.PoolerRoles;
import pressroom.stack.Ports;
import pressroom.stack.ServiceProcess;
import pressroom.stack.Tokens;

/** The packaged services reach their databases through PgBouncer in transaction mode. */
@Tag("faults")
class PgBouncerTest {

    private static PgBouncer pooler;
    private static Platform platform;
    private static Processes processes;
    private static ServiceProcess second;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(PgBouncer.program())
                .as("PgBouncer (Debian's package pgbouncer)")
                .isPresent();
        processes = new Processes();
        PoolerRoles.set(processes.stack.adminProperties());
        pooler = PgBouncer.before(processes.stack::propertiesFor);
        for (String service : List.of("blog-service", "counter-consumer")) {
            processes.with(service, usual -> usual.withProperties(pooler.propertiesFor(service)));
        }
        platform = Platform.startedAs(processes);
        second = ServiceProcess.of(processes.stack, "blog-service")
                .withName("blog-service-second")
                .withPort(Ports.onePort())
                .withProperties(pooler.propertiesFor("blog-service"))
                .asInItsImage();
        second.start();
        second.awaitReady(Processes.PATIENCE);
    }

    @AfterAll
    static void stop() throws SQLException {
        if (second != null) {
            second.stop();
        }
        if (platform != null) {
            platform.stop();
        }
        if (pooler != null) {
            pooler.close();
            PoolerRoles.reset(processes.stack.adminProperties());
        }
    }

    @Test
    void allThatIsPublishedAndEditedIsCountedAndFoundAlsoWhenServicesAndPoolerAreRestarted() {
        var urls = List.of(platform.url("blog-service"), second.url());
        var tokens = new Tokens(processes.signingKey());
        var edited = platform.publish("pooled", "First", "Pontoon one.");
        platform.edit("pooled", edited, 1, "Second", "Viaduct two.");
        BusyAuthors authors = new BusyAuthors(urls, tokens, Duration.ofMillis(20));
        try (authors;
                var editors = new BusyEditors(urls, tokens)) {
            awaitMore(authors);
            platform.kill("counter-consumer");
            platform.restart("counter-consumer");
            awaitMore(authors);
            platform.kill("blog-service");
            platform.restart("blog-service");
            awaitMore(authors);
            assertThat(editors.edits()).isPositive();
        }
        assertThat(authors.errors()).isEmpty();

        pooler.close();
        assertThat(platform.tryToPublish("pooled", "While it is away", "Nothing.")
                        .statusCode())
                .isEqualTo(503);
        pooler.start();
        await().atMost(Processes.PATIENCE)
                .until(() -> platform.tryToPublish("pooled", "While it is away", "Trestle three.")
                                .statusCode()
                        == 201);

        await().atMost(Processes.PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(platform.search("viaduct")).containsExactly(edited);
            assertThat(platform.search("pontoon")).isEmpty();
            assertThat(platform.count("pooled")).isEqualTo(2);
            authors.published()
                    .forEach((author, posts) ->
                            assertThat(platform.count(author)).as(author).isEqualTo(posts));
        });
    }

    private static void awaitMore(BusyAuthors authors) {
        var before = authors.publishedInAll();
        await().atMost(Processes.PATIENCE).until(() -> authors.publishedInAll() > before + 60);
    }
}
