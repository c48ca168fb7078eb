package pressroom.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A gap of the group, and an audit that finds that it lacks nothing. Over a topic and a database of their own. */
class CleanAuditTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static OwnGroup group;

    @BeforeAll
    static void aTopicWhoseRecordsWereDeleted() throws Exception {
        group = OwnGroup.create("audited");
        try (Admin kafka = Admin.create(Topic.STACK.kafkaAdminProperties());
                var producer = new KafkaProducer<>(
                        Topic.STACK.kafkaAdminProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 4; i++) {
                producer.send(new ProducerRecord<>(group.topic(), 0, new byte[0], new byte[0]))
                        .get(30, TimeUnit.SECONDS);
            }
            kafka.deleteRecords(Map.of(new TopicPartition(group.topic(), 0), RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void closesTheGapUnlessItFindsDriftOrAnAuditorMakesIt() throws Exception {
        try (ToldBlogs blogs = new ToldBlogs(ToldBlogs::nothing);
                RunningCounter counter = group.start(blogs.setting())) {
            await().atMost(PATIENCE).until(() -> gaps(counter).contains("\"to\":4"));
            Ledger ledger = counter.bean(Ledger.class);
            ledger.enter(List.of(Histories.published("ada", UUID.randomUUID(), 1)));
            assertThat(audit(counter, "operator")).contains("\"result\":\"drift\"");
            assertThat(gaps(counter)).contains("\"to\":4");
            counter.bean(JdbcClient.class).sql("truncate ledger, users").update();

            assertThat(audit(counter, "auditor")).contains("\"result\":\"clean\"");
            assertThat(gaps(counter)).as("an auditor changes nothing").contains("\"to\":4");
            assertThat(audit(counter, "operator")).contains("\"result\":\"clean\"");

            assertThat(gaps(counter)).contains("\"gaps\":[]");
        }
    }

    private static String audit(RunningCounter counter, String role) {
        HttpResponse<String> answer = counter.send("GET", "/ops/audit", role);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String gaps(RunningCounter counter) {
        return counter.send("GET", "/ops/gaps", "operator").body();
    }
}
