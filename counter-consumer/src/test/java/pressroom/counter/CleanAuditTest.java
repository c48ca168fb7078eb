package pressroom.counter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A gap of the group, and an audit that finds that it lacks nothing. Over a topic and a database of their own. */
class CleanAuditTest {

    private static final String NAME = "audited";
    private static final String TOPIC = "blog-events." + NAME;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @BeforeAll
    static void aTopicWhoseRecordsWereDeleted() throws Exception {
        Map<String, String> server = Topic.STACK.adminProperties();
        try (Connection postgres = DriverManager.getConnection(
                        server.get("postgres.url"), server.get("postgres.username"), server.get("postgres.password"));
                Statement statement = postgres.createStatement()) {
            statement.execute("create database " + NAME + " owner counter_consumer");
        }
        try (Admin kafka = Admin.create(Topic.STACK.kafkaAdminProperties());
                var producer = new KafkaProducer<>(
                        Topic.STACK.kafkaAdminProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            grant(kafka);
            kafka.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
            for (int i = 0; i < 4; i++) {
                producer.send(new ProducerRecord<>(TOPIC, 0, new byte[0], new byte[0]))
                        .get(30, TimeUnit.SECONDS);
            }
            kafka.deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void grant(Admin kafka) throws Exception {
        AccessControlEntry all =
                new AccessControlEntry("User:counter-consumer", "*", AclOperation.ALL, AclPermissionType.ALLOW);
        try {
            kafka.createAcls(List.of(
                            new AclBinding(new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.PREFIXED), all),
                            new AclBinding(new ResourcePattern(ResourceType.GROUP, NAME, PatternType.LITERAL), all)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof SecurityDisabledException)) {
                throw e;
            }
        }
    }

    @Test
    void closesTheGapAndOneThatFindsDriftDoesNot() throws Exception {
        HttpServer blogs = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // What blog-service tells while nothing is published.
        blogs.createContext("/ops/blogs", exchange -> {
            byte[] none = (exchange.getRequestURI().getRawQuery() == null ? "{\"buckets\":[]}" : "{\"blogs\":[]}")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, none.length);
            exchange.getResponseBody().write(none);
            exchange.close();
        });
        blogs.start();
        String url = Topic.STACK.propertiesFor("counter-consumer").get("spring.datasource.url");
        try (RunningCounter counter = RunningCounter.start(
                "pressroom.audit.blog-service=http://127.0.0.1:"
                        + blogs.getAddress().getPort(),
                "spring.datasource.url=" + url.replaceFirst("/counter", "/" + NAME),
                "pressroom.consumer.topic=" + TOPIC,
                "pressroom.consumer.group=" + NAME)) {
            await().atMost(PATIENCE).until(() -> gaps(counter).contains("\"to\":4"));
            Ledger ledger = counter.bean(Ledger.class);
            ledger.enter(List.of(Histories.published("ada", UUID.randomUUID(), 1)));
            assertThat(audit(counter)).contains("\"result\":\"drift\"");
            assertThat(gaps(counter)).contains("\"to\":4");
            counter.bean(JdbcClient.class).sql("truncate ledger, users").update();

            assertThat(audit(counter)).contains("\"result\":\"clean\"");

            assertThat(gaps(counter)).contains("\"gaps\":[]");
        } finally {
            blogs.stop(0);
        }
    }

    private static String audit(RunningCounter counter) {
        HttpResponse<String> answer = counter.send("GET", "/ops/audit", "operator");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String gaps(RunningCounter counter) {
        return counter.send("GET", "/ops/gaps", "operator").body();
    }
}
