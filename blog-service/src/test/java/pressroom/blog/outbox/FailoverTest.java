package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pressroom.blog.outbox.Topic.header;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.stack.LocalStack;
import pressroom.stack.Ports;
import pressroom.stack.ReplicatedPostgres;
import pressroom.stack.Server;
import pressroom.stack.TestServers;
import tools.jackson.databind.JsonNode;

/** The primary PostgreSQL server ends at once while authors publish, and a standby server takes its place. */
@TestPropertySource(properties = "test.topic=blog-events." + FailoverTest.NAME)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class FailoverTest extends BlogServiceTest {

    static final String NAME = "failover";

    private static final LocalStack OWN = TestServers.another();
    private static final int FIRST_STANDBY = Ports.onePort();
    private static final int SECOND_STANDBY = Ports.onePort();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static ReplicatedPostgres primary;

    @Autowired
    private JdbcClient db;

    @Autowired
    private HikariDataSource dataSource;

    private final Topic topic = new Topic(STACK, "blog-events." + NAME);
    private Api author;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    @DynamicPropertySource
    static void ownServers(DynamicPropertyRegistry registry) {
        OWN.start(Server.POSTGRES, words -> {});
        Map<String, String> service = OWN.propertiesFor("blog-service");
        registry.add("test.spring.datasource.username", () -> service.get("spring.datasource.username"));
        registry.add("test.spring.datasource.password", () -> service.get("spring.datasource.password"));
        registry.add(
                "test.spring.datasource.url",
                () ->
                        "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d/blog?targetServerType=primary&hostRecheckSeconds=1"
                                .formatted(OWN.ports().of(Server.POSTGRES), FIRST_STANDBY, SECOND_STANDBY));
    }

    @BeforeAll
    static void ownTopic() throws SQLException {
        createDatabase(NAME);
        primary = ReplicatedPostgres.of(OWN);
    }

    @BeforeEach
    void signIn() {
        author = as(newAuthor());
    }

    @Test
    @Order(1)
    void aSynchronousPromotionLosesNothingAndNeedsNoOperator() throws Exception {
        ReplicatedPostgres standby = primary.standby("first", FIRST_STANDBY);
        primary.commitWith("first");
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            String name = "synchronous-" + writer + "-";
            Thread thread = new Thread(() -> {
                for (int post = 0; !stop.get(); post++) {
                    publish(name + post);
                }
            });
            thread.start();
            writers.add(thread);
        }
        await().atMost(PATIENCE).until(() -> acknowledged.size() > 100);

        primary.kill();
        standby.promote();

        int before = acknowledged.size();
        await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 100);
        stop.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
        awaitSent();
        assertThat(status().get("suspension").isNull()).isTrue();
        assertAllAreThere();
        primary = standby;
    }

    @Test
    @Order(2)
    void afterAnAsynchronousPromotionRecoverBringsBackWhatReachedTheTopic() throws Exception {
        ReplicatedPostgres standby = primary.standby("second", SECOND_STANDBY);
        publish("replicated");
        awaitSent();
        awaitReplicated(standby, acknowledged.get("replicated"));
        standby.stopReceiving();
        for (int post = 0; post < 40; post++) {
            publish("lost-" + post);
        }
        awaitSent();

        primary.kill();
        standby.promote();
        primary = standby;
        List<String> twins = new ArrayList<>();
        for (int post = 0; post < 10; post++) {
            twins.add(post("lost-" + post));
        }
        assertThat(twins).doesNotContainAnyElementsOf(acknowledged.values());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> status().at("/suspension/reason").asString("").contains("which the database lacks"));

        Api.Answer recovered =
                asOperator().send("POST", "/ops/outbox/recover", "{\"reason\":\"tail lost\",\"do\":\"take-back\"}");

        assertThat(recovered.status()).as(recovered.response().body()).isEqualTo(200);
        Map<String, Long> actions = StreamSupport.stream(
                        recovered.json().get("blogs").spliterator(), false)
                .collect(Collectors.groupingBy(blog -> blog.get("action").asString(), Collectors.counting()));
        assertThat(actions).isEqualTo(Map.of("taken-back", 40L, "twin-withdrawn", 10L));
        publish("after");
        awaitSent();
        dataSource.getHikariPoolMXBean().softEvictConnections();
        publish("on a new connection");
        awaitSent();
        assertThat(status().get("suspension").isNull()).isTrue();
        assertAllAreThere();
        for (String twin : twins) {
            assertThat(author.get("/api/blogs/" + twin).status()).isEqualTo(410);
        }
    }

    /** Each acknowledged post is live under its id and found again by its key, on the topic, and has no twin. */
    private void assertAllAreThere() {
        Set<String> sent = topic.recordsOf(Set.copyOf(acknowledged.values())).stream()
                .map(record -> header(record, "ce_subject"))
                .collect(Collectors.toSet());
        assertThat(sent).containsExactlyInAnyOrderElementsOf(acknowledged.values());
        acknowledged.forEach((key, id) -> {
            Api.Answer again = answer(key);
            assertThat(again.id()).as(key).isEqualTo(id);
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        });
        assertThat(db.sql("select title from blogs where live and title in (:titles)")
                        .param("titles", acknowledged.keySet())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
    }

    private void awaitReplicated(ReplicatedPostgres standby, String id) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> standby.holds("blog", """
                select exists (select from blogs where id = '%s')
                       and (select count(*) from relay_rounds where (last_xid, last_id)
                            = (select xid, id from relay_position)) = 1
                       and not exists (select from outbox o, relay_position p where (o.xid, o.id) > (p.xid, p.id))
                """.formatted(id)));
    }

    private void publish(String key) {
        String id = post(key);
        assertThat(acknowledged.putIfAbsent(key, id)).isNull();
    }

    /** As a client that sends the same request again until it is answered. */
    private Api.Answer answer(String key) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> author.post(key, "text", "Idempotency-Key", key), answer -> answer.status() == 201);
    }

    private String post(String key) {
        return answer(key).id();
    }

    private void awaitSent() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            JsonNode status = status();
            return status.get("unsent").asInt() == 0
                    && status.get("role").asString().equals("active");
        });
    }

    private JsonNode status() {
        return asOperator().get("/ops/outbox").json();
    }
}
