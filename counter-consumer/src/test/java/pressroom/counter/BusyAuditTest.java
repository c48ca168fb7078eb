package pressroom.counter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import pressroom.events.CloudEventHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Audits of a system in which authors publish and edit all the time. Over a topic and a database of their own. */
@Timeout(120)
class BusyAuditTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String NO_DIGESTS = "{\"buckets\":[]}";
    /** Of one post, which no ledger row equals. */
    private static final String DIGEST = "{\"buckets\":[{\"bucket\":7,\"blogs\":1,\"digest\":\"00\"}]}";

    private static OwnGroup group;

    @BeforeAll
    static void ownGroup() throws Exception {
        group = OwnGroup.create("busy");
    }

    @Test
    void driftIsToldWhileRecordsArriveThoughThePlaceOfTheEventIsNotKnown() throws Exception {
        UUID blog = UUID.randomUUID();
        String state = """
                {"blogs":[{"id":"%s","version":3,"live":true,"authorId":"ada","sent":true}]}""".formatted(blog);
        try (ToldBlogs blogs = new ToldBlogs(query -> ToldBlogs.asksForBlogs(query) ? state : DIGEST);
                RunningCounter counter = group.start(blogs.setting(), "pressroom.audit.patience=5s");
                Arrivals arrivals = new Arrivals(group.topic())) {
            await().atMost(Duration.ofSeconds(40)).until(() -> arrivals.sent() > 1_000);

            JsonNode report = answer(counter.send("GET", "/ops/audit", "auditor"));

            assertThat(report.get("undecided")).isEmpty();
            assertThat(report.get("posts")).hasSize(1);
            assertThat(report.get("posts").get(0).get("blogId").asString()).isEqualTo(blog.toString());
            repair(counter);
            assertThat(total(counter, "ada")).isEqualTo(1);
        }
    }

    @Test
    void noBucketIsReadPageByPageOnlyBecauseAnEventWasOnItsWay() throws Exception {
        // The counter reads the ledger before the event comes to it; at the next look both are the same again.
        AtomicBoolean onItsWay = new AtomicBoolean(true);
        try (ToldBlogs blogs = new ToldBlogs(query -> ToldBlogs.asksForBlogs(query)
                        ? ToldBlogs.nothing(query)
                        : onItsWay.getAndSet(false) ? DIGEST : NO_DIGESTS);
                RunningCounter counter = group.start(blogs.setting())) {
            counter.bean(JdbcClient.class).sql("truncate ledger, users").update();

            JsonNode report = answer(counter.send("GET", "/ops/audit", "auditor"));

            assertThat(report.get("result").asString()).isEqualTo("clean");
            assertThat(blogs.queries()).noneMatch(ToldBlogs::asksForBlogs);
        }
    }

    @Test
    void totalsAreComparedThoughThereIsNoTimeForAllPosts() throws Exception {
        try (ToldBlogs blogs =
                        new ToldBlogs(query -> ToldBlogs.asksForBlogs(query) ? ToldBlogs.nothing(query) : DIGEST);
                RunningCounter counter = group.start(blogs.setting(), "pressroom.audit.narrowing=0s")) {
            JdbcClient database = counter.bean(JdbcClient.class);
            database.sql("truncate ledger, users").update();
            database.sql("insert into users (id, total_blogs) values ('grace', 5)")
                    .update();

            JsonNode report = answer(counter.send("GET", "/ops/audit", "auditor"));

            assertThat(report.get("more").asBoolean()).isTrue();
            assertThat(report.get("result").asString()).isEqualTo("drift");
            assertThat(report.get("totals").toString())
                    .isEqualTo("[{\"authorId\":\"grace\",\"total\":5,\"shouldBe\":0}]");
            repair(counter);
            assertThat(total(counter, "grace")).isZero();
            assertThat(answer(counter.send("GET", "/ops/audit", "auditor"))
                            .get("result")
                            .asString())
                    .isEqualTo("unknown");
        }
    }

    private static void repair(RunningCounter counter) {
        answer(counter.sendJson("/ops/repair", "{\"reason\":\"tested\"}", "operator"));
    }

    private static long total(RunningCounter counter, String author) {
        return counter.bean(JdbcClient.class)
                .sql("select total_blogs from users where id = :author")
                .param("author", author)
                .query(Long.class)
                .single();
    }

    private static JsonNode answer(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Records that arrive one after the other, faster than the group commits, and change no count. */
    private static final class Arrivals implements AutoCloseable {

        private final AtomicLong sent = new AtomicLong();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Future<?> sending;

        Arrivals(String topic) {
            sending = thread.submit(() -> send(topic));
        }

        long sent() {
            return sent.get();
        }

        private Void send(String topic) throws Exception {
            try (var producer = new KafkaProducer<>(
                    Topic.STACK.kafkaAdminProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
                while (!ended.get()) {
                    producer.send(ofUnknownType(topic)).get();
                    sent.incrementAndGet();
                }
            }
            return null;
        }

        private static ProducerRecord<byte[], byte[]> ofUnknownType(String topic) {
            var arrival = new ProducerRecord<>(topic, "ada".getBytes(UTF_8), "{}".getBytes(UTF_8));
            CloudEventHeaders.of(UUID.randomUUID(), "pressroom.BlogRead.v1", UUID.randomUUID(), Instant.EPOCH, null)
                    .forEach(header -> arrival.headers().add(header.name(), header.value()));
            return arrival;
        }

        @Override
        public void close() throws Exception {
            ended.set(true);
            thread.shutdown();
            sending.get();
        }
    }
}
