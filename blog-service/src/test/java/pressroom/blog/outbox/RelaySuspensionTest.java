package pressroom.blog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pressroom.blog.outbox.Topic.header;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import tools.jackson.databind.JsonNode;

/** The relay over a database that is another one, or that went back in time. */
@TestPropertySource(
        properties = {
            "test.database=" + RelaySuspensionTest.DATABASE,
            "test.topic=blog-events." + RelaySuspensionTest.DATABASE,
            "pressroom.relay.enabled=false",
            "pressroom.relay.watch-every=50ms",
            "pressroom.pressure.look-every=50ms",
            "pressroom.relay.partition-check=1h"
        })
class RelaySuspensionTest extends BlogServiceTest {

    static final String DATABASE = "relay_suspension";

    @Autowired
    private Relay relay;

    @Autowired
    private HikariDataSource dataSource;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private JdbcClient db;

    private final Topic topic = new Topic(STACK, "blog-events." + DATABASE);

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase(DATABASE);
    }

    @BeforeEach
    void begin() {
        if (as(newAuthor()).post("At least one", "text").status() == 201) {
            drain();
        }
    }

    @AfterEach
    void recover() {
        String request = "{\"reason\":\"tested\",\"do\":\"withdraw\"}";
        assertThat(asOperator().send("POST", "/ops/outbox/recover", request).status())
                .isEqualTo(200);
        drain();
    }

    @Test
    void aPositionThatTheCounterPassesLaterSkipsNothing() {
        db.sql("""
                        update relay_position
                        set xid = (pg_snapshot_xmax(pg_current_snapshot())::text::numeric + 12)::text::xid8
                        """).update();
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            posts.add(expect201(as(newAuthor()).post("Post " + i, "text")));
            relay.relayOnce();
        }
        assertSuspended("position");
        assertThat(topic.recordsOf(Set.copyOf(posts))).isEmpty();
        assertThat(outboxStatus().get("unsent").asInt()).isEqualTo(20);
        await().untilAsserted(() -> assertThat(metrics()).contains("pressroom_relay_unsent 20.0"));

        JsonNode dryRun = resume(true).json();
        assertThat(dryRun.get("dryRun").asBoolean()).isTrue();
        assertThat(dryRun.get("actions").toString()).contains("the position is set to");
        assertSuspended("position");

        assertThat(resume(false).status()).isEqualTo(200);
        drain();
        assertThat(subjects(posts)).containsExactlyInAnyOrderElementsOf(posts);
    }

    @Test
    void aPositionThatIsNotTheEndOfTheLastRoundSuspends() {
        db.sql("update relay_position set id = id + 1").update();

        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);

        assertSuspended("its last round ended at");
        String post = expect201(as(newAuthor()).post("Taken", "text"));
        assertThat(outboxStatus().get("unsent").asInt()).isEqualTo(1);
        assertThat(topic.recordsOf(Set.of(post))).isEmpty();
    }

    @Test
    void aRepublishUnderASuspensionTellsThatNothingIsSent() {
        String post = expect201(as(newAuthor()).post("Sent before", "text"));
        drain();
        db.sql("update relay_position set id = id + 1").update();
        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);

        JsonNode report = asOperator()
                .send("POST", "/ops/republish", "{\"reason\":\"tested\",\"blogIds\":[\"%s\"]}".formatted(post))
                .json();

        assertThat(report.get("blogIds")).hasSize(1);
        assertThat(report.at("/outbox/suspension/reason").asString()).contains("its last round ended at");
        assertThat(report.at("/outbox/unsent").asInt()).isEqualTo(1);
        assertThat(topic.recordsOf(Set.of(post))).hasSize(1);
    }

    @Test
    void aDatabaseOfAnotherClusterSuspendsAndAllOfItIsSentAgainAfterResuming() {
        String sent = expect201(as(newAuthor()).post("Sent", "text"));
        drain();
        db.sql("update relay_position set system_identifier = system_identifier + 1")
                .update();
        String unsent = expect201(as(newAuthor()).post("Unsent", "text"));
        newConnections();

        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);
        assertSuspended("system identifier");
        newConnections();
        assertThat(relay.relayOnce()).as("it is latched").isEqualTo(Relay.Round.SUSPENDED);
        assertThat(outboxStatus().get("unsent").asLong())
                .as("all that is sent after resuming")
                .isEqualTo(kept());

        assertThat(resume(false).json().get("actions").toString()).contains("every kept event is sent again");
        drain();
        assertThat(subjects(List.of(sent, unsent))).containsExactlyInAnyOrder(sent, sent, unsent);
        String next = expect201(as(newAuthor()).post("Next", "text"));
        newConnections();
        drain();
        assertThat(subjects(List.of(next))).containsExactly(next);
    }

    @Test
    void aDatabaseThatLostAnEditWhichTheTopicHasSuspends() {
        Api author = as(newAuthor());
        String post = expect201(author.post("First", "text"));
        drain();
        goBackAfter(() -> {
            assertThat(author.put(post, "Lost edit", "text", "If-Match", etag(author, post))
                            .status())
                    .isEqualTo(200);
            drain();
        });

        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);

        assertSuspended("version 2 of blog " + post + ", and the database has version 1");
    }

    @Test
    void aDatabaseThatLostAnEditAndTookAnotherOneSuspends() {
        Api author = as(newAuthor());
        String post = expect201(author.post("First", "text"));
        drain();
        goBackAfter(() -> {
            assertThat(author.put(post, "Lost edit", "text", "If-Match", etag(author, post))
                            .status())
                    .isEqualTo(200);
            drain();
        });
        assertThat(author.put(post, "Other edit", "text", "If-Match", etag(author, post))
                        .status())
                .isEqualTo(200);

        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);

        assertSuspended("another event of that version");
    }

    @Test
    void aDatabaseThatLostAPostWhichTheTopicHasSuspends() {
        List<String> lost = new ArrayList<>();
        goBackAfter(() -> {
            lost.add(expect201(as(newAuthor()).post("Lost", "text")));
            drain();
        });

        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);

        assertSuspended(lost.get(0) + ", which the database lacks");
    }

    @Test
    void recordsThatAreNoEventsOfOursAndEventsSentTwiceSuspendNothing() throws Exception {
        String post = expect201(as(newAuthor()).post("Sent twice", "text"));
        drain();
        ConsumerRecord<byte[], byte[]> sent = topic.recordsOf(Set.of(post)).get(0);
        RecordHeaders ofAnotherType = new RecordHeaders(sent.headers());
        ofAnotherType.remove("ce_type").add("ce_type", "pressroom.BlogLiked.v1".getBytes());
        try (var producer = new KafkaProducer<>(
                STACK.kafkaAdminProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Iterable<Header> headers :
                    List.<Iterable<Header>>of(sent.headers(), ofAnotherType, new RecordHeaders())) {
                producer.send(new ProducerRecord<>(sent.topic(), sent.partition(), sent.key(), sent.value(), headers))
                        .get(30, TimeUnit.SECONDS);
            }
        }
        newConnections();
        String next = expect201(as(newAuthor()).post("Next", "text"));

        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SENT);
        assertThat(subjects(List.of(next))).containsExactly(next);
    }

    @Test
    void aCrashBehindTheAcknowledgementsSuspendsNothing() {
        String post = expect201(as(newAuthor()).post("Twice", "text"));
        transaction.executeWithoutResult(status -> {
            assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SENT);
            status.setRollbackOnly();
        });
        db.sql("update relay_position set leader = gen_random_uuid()").update();
        newConnections();

        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SENT);

        assertThat(topic.recordsOf(Set.of(post)).stream().map(record -> header(record, "ce_id")))
                .hasSize(2)
                .containsOnly(header(topic.recordsOf(Set.of(post)).get(0), "ce_id"));
        assertThat(outboxStatus().get("suspension").isNull()).isTrue();
    }

    @Test
    void aPromotionThatLostNothingSuspendsNothing() {
        db.sql("update relay_position set timeline = timeline + 1").update();
        newConnections();
        String post = expect201(as(newAuthor()).post("On another timeline", "text"));

        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SENT);

        assertThat(subjects(List.of(post))).containsExactly(post);
        assertThat(db.sql("select timeline from relay_position")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aRoundOfNothingButRefusedEventsIsInTheRoundLog() {
        db.sql("""
                        insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)
                        values (gen_random_uuid(), 'pressroom.BlogPublished.v1', gen_random_uuid(), 'ada', now(),
                                convert_to(repeat('x', 2500000), 'UTF8'))
                        """).update();
        drain();
        newConnections();
        expect201(as(newAuthor()).post("Next", "text"));

        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SENT);
    }

    @Test
    void anEventWithATransactionIdAheadOfTheClusterIsNamedAndTurnsNoAuthorAway() {
        String post = UUID.randomUUID().toString();
        db.sql("""
                        insert into outbox (xid, event_id, ce_type, blog_id, author_id, occurred_at, payload)
                        values ('99999999999', gen_random_uuid(), 'pressroom.BlogPublished.v1', cast(:post as uuid),
                                'ada',
                                now() - interval '13 hours', '\\x7b7d')
                        """).param("post", post).update();
        await().untilAsserted(() -> assertThat(
                        readiness().path("details").path("ahead").asString(""))
                .startsWith("1 event has a transaction id ahead of this cluster's and waits")
                .contains("./pressroom ops blog-service resume --reason"));
        await().during(java.time.Duration.ofSeconds(1))
                .until(() -> as(newAuthor()).post("Taken", "text").status() == 201);
        drain();
        assertThat(outboxStatus().get("failure").isNull()).as("no round failed").isTrue();
        assertThat(outboxStatus().get("ahead").asInt()).isEqualTo(1);
        assertThat(topic.recordsOf(Set.of(post))).isEmpty();

        assertThat(resume(true).json().get("actions").toString())
                .contains("1 event gets a transaction id of this cluster and is sent");
        assertThat(resume(false).status()).isEqualTo(200);
        drain();
        assertThat(topic.recordsOf(Set.of(post))).hasSize(1);
        assertThat(outboxStatus().get("ahead").asInt()).isZero();
        assertThat(resume(true).status()).as("nothing is left to resume").isEqualTo(409);
    }

    @Test
    void onlyAnOperatorWithAReasonResumes() {
        String path = "/ops/outbox/resume";
        assertThat(asReader()
                        .send("POST", path, "{\"reason\":\"x\"}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(401);
        assertThat(as(newAuthor())
                        .send("POST", path, "{\"reason\":\"x\"}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(403);
        assertThat(asOperator()
                        .send("POST", path, "{\"reason\":\" \"}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
    }

    private void assertSuspended(String words) {
        assertThat(outboxStatus().get("suspension").get("reason").asString()).contains(words);
        await().until(() -> readiness().path("status").asString().equals("SUSPENDED"));
        assertThat(readiness().path("details").path("reason").asString()).contains(words);
        assertThat(asReader().get("/actuator/health/readiness").status())
                .as("posts are taken")
                .isEqualTo(200);
        assertThat(metrics()).contains("pressroom_relay_suspended 1.0");
    }

    private String metrics() {
        return asOperator().get("/actuator/prometheus").response().body();
    }

    private long kept() {
        return db.sql("select count(*) from outbox").query(Long.class).single();
    }

    private JsonNode readiness() {
        return asOperator()
                .get("/actuator/health/readiness")
                .json()
                .path("components")
                .path("outbox");
    }

    private JsonNode outboxStatus() {
        return asOperator().get("/ops/outbox").json();
    }

    private Api.Answer resume(boolean dryRun) {
        return asOperator()
                .send(
                        "POST",
                        "/ops/outbox/resume",
                        "{\"reason\":\"tested\",\"dryRun\":%s}".formatted(dryRun),
                        "Content-Type",
                        "application/json");
    }

    /** As a database is after a restore of a copy that was taken before. */
    private void goBackAfter(Runnable lost) {
        Map<String, Object> position = db.sql("select xid::text, id, topic_ends from relay_position")
                .query()
                .singleRow();
        db.sql("create table blogs_before as select * from blogs").update();
        lost.run();
        db.sql("delete from relay_rounds where (last_xid, last_id) > (cast(:xid as xid8), :id)")
                .params(position)
                .update();
        db.sql("delete from outbox where (xid, id) > (cast(:xid as xid8), :id)")
                .params(position)
                .update();
        db.sql("delete from blogs").update();
        db.sql("insert into blogs select * from blogs_before").update();
        db.sql("drop table blogs_before").update();
        db.sql("update relay_position set xid = cast(:xid as xid8), id = :id, topic_ends = :topic_ends")
                .params(position)
                .update();
        newConnections();
    }

    private void newConnections() {
        dataSource.getHikariPoolMXBean().softEvictConnections();
    }

    private static String etag(Api api, String post) {
        return api.get("/api/blogs/" + post).header("ETag");
    }

    private List<String> subjects(List<String> posts) {
        return topic.recordsOf(Set.copyOf(posts)).stream()
                .map(record -> header(record, "ce_subject"))
                .toList();
    }

    private static String expect201(Api.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.id();
    }

    private void drain() {
        await().until(() -> relay.relayOnce() == Relay.Round.IDLE);
    }
}
