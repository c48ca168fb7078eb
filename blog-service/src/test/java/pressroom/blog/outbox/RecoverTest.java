package pressroom.blog.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pressroom.blog.outbox.Topic.header;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.events.BlogPublished;
import pressroom.events.CloudEvent;
import pressroom.events.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A database that was set back to an older copy, while the topic has what it has lost. */
@TestPropertySource(
        properties = {
            "test.database=" + RecoverTest.DATABASE,
            "test.topic=blog-events." + RecoverTest.DATABASE,
            "pressroom.relay.enabled=false",
            "pressroom.relay.partition-check=1h"
        })
class RecoverTest extends BlogServiceTest {

    static final String DATABASE = "recover";

    private static final String KEY = "Idempotency-Key";

    @Autowired
    private Relay relay;

    @Autowired
    private EventComparison comparison;

    @Autowired
    private HikariDataSource dataSource;

    @Autowired
    private JdbcClient db;

    private final Topic topic = new Topic(STACK, "blog-events." + DATABASE);
    private final List<String> ids = new ArrayList<>();
    private Api author;

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase(DATABASE);
    }

    @BeforeEach
    void begin() {
        author = as(newAuthor());
        publish(author, "At least one");
        drain();
    }

    @Test
    void aLostPostIsTakenBackWithItsKey() {
        setBackAfter(() -> ids.add(publish(author, "Lost", KEY, "first")));
        assertSuspended();

        JsonNode report = recover("take-back");

        assertThat(report.at("/blogs/0/action").asString()).isEqualTo("taken-back");
        assertThat(report.at("/blogs/0/blogId").asString()).isEqualTo(ids.get(0));
        assertThat(report.at("/blogs/0/databaseVersion").isNull()).isTrue();
        Api.Answer again = author.post("Lost", "text", KEY, "first");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.id()).isEqualTo(ids.get(0));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(author.post("Another", "text", KEY, "first").status()).isEqualTo(422);
        assertEndsAs("Lost", 1);
    }

    @Test
    void aLostEditIsTakenBack() {
        String post = publish(author, "First", KEY, "edited");
        drain();
        setBackAfter(() -> {
            edit(post, "Lost edit");
            drain();
            edit(post, "Second lost edit");
        });
        assertSuspended();
        ids.add(post);

        JsonNode report = recover("take-back");

        assertThat(report.get("blogs")).hasSize(1);
        assertThat(report.at("/blogs/0/topicVersion").asInt()).isEqualTo(3);
        assertThat(report.at("/blogs/0/databaseVersion").asInt()).isEqualTo(1);
        assertEndsAs("Second lost edit", 3);
        edit(post, "Goes on");
        drain();
        assertEndsAs("Goes on", 4);
    }

    @Test
    void aPostThatWasNotSentBeforeTheCopyIsTakenBackInItsNewestVersion() {
        ids.add(publish(author, "Committed in the copy"));
        setBackAfter(() -> {
            drain();
            edit(ids.get(0), "Lost edit");
        });
        assertSuspended();

        assertThat(recover("take-back").at("/blogs/0/action").asString()).isEqualTo("taken-back");

        assertEndsAs("Lost edit", 2);
    }

    @Test
    void whatIsLostCanBeWithdrawn() {
        String edited = publish(author, "First");
        drain();
        setBackAfter(() -> {
            ids.add(publish(author, "Lost", KEY, "withdrawn"));
            edit(edited, "Lost edit");
        });
        assertSuspended();
        ids.add(edited);

        JsonNode report = recover("withdraw");

        assertThat(actions(report)).containsExactly("withdrawn", "withdrawn");
        for (String id : ids) {
            assertThat(author.get("/api/blogs/" + id).status()).isEqualTo(410);
            assertThat(seenByConsumers(id).type()).isEqualTo("pressroom.BlogUnpublished.v1");
        }
        assertThat(keptTitles(edited)).containsExactly("Lost edit");
        assertThat(author.post("Lost", "text", KEY, "withdrawn").header("Idempotent-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void aPostThatWasEditedAfterTheRestoreKeepsTheNewTextForAllReaders() {
        String post = publish(author, "First");
        drain();
        setBackAfter(() -> edit(post, "Lost edit"));
        edit(post, "New edit");
        assertSuspended();
        ids.add(post);

        JsonNode report = recover("take-back");

        assertThat(report.at("/blogs/0/action").asString()).isEqualTo("database-kept");
        assertThat(report.at("/blogs/0/version").asInt()).isEqualTo(3);
        assertThat(keptTitles(post)).containsExactly("Lost edit");
        assertEndsAs("New edit", 3);
    }

    @Test
    void ofTwoPostsUnderOneKeyTheOneThatWasAcknowledgedFirstStays() {
        setBackAfter(() -> ids.add(publish(author, "Posted", KEY, "twice")));
        String twin = publish(author, "Posted", KEY, "twice");
        assertThat(twin).isNotEqualTo(ids.get(0));
        assertSuspended();

        JsonNode report = recover("take-back");

        assertThat(actions(report)).containsExactly("taken-back", "twin-withdrawn");
        assertThat(report.at("/blogs/1/twinOf").asString()).isEqualTo(ids.get(0));
        assertThat(author.get("/api/blogs/" + twin).status()).isEqualTo(410);
        assertThat(seenByConsumers(twin).type()).isEqualTo("pressroom.BlogUnpublished.v1");
        assertThat(author.post("Posted", "text", KEY, "twice").id()).isEqualTo(ids.get(0));
        assertEndsAs("Posted", 1);
    }

    @Test
    void aPostThatWasUnpublishedStaysUnpublished() {
        String unchanged = publish(author, "Taken down");
        String edited = publish(author, "Taken down and edited");
        drain();
        setBackAfter(() -> {
            ids.add(publish(author, "New and taken down"));
            for (String id : List.of(unchanged, edited, ids.get(0))) {
                assertThat(author.delete(id).status()).isEqualTo(204);
            }
        });
        edit(edited, "Edited after the restore");
        assertSuspended();
        ids.addAll(List.of(unchanged, edited));

        assertThat(recover("take-back").get("blogs")).hasSize(3);

        for (String id : ids) {
            assertThat(author.get("/api/blogs/" + id).status()).isEqualTo(410);
            assertThat(seenByConsumers(id).type()).isEqualTo("pressroom.BlogUnpublished.v1");
        }
        assertThat(db.sql("select title from blogs where id = cast(:id as uuid)")
                        .param("id", edited)
                        .query(String.class)
                        .single())
                .isEqualTo("Edited after the restore");
    }

    @Test
    void aDryRunTellsWhatWouldBeDoneAndChangesNothing() {
        String edited = publish(author, "First");
        drain();
        setBackAfter(() -> {
            ids.add(publish(author, "Lost", KEY, "dry"));
            edit(edited, "Lost edit");
        });
        publish(author, "Lost", KEY, "dry");
        edit(edited, "New edit");
        assertSuspended();
        List<String> before = contents();

        JsonNode told = send("take-back", true, "").json();

        assertThat(contents()).isEqualTo(before);
        assertSuspended();
        assertThat(told.get("actions").toString()).contains("the suspension ends");
        JsonNode done = recover("take-back");
        assertThat(actions(done))
                .isEqualTo(actions(told))
                .containsExactlyInAnyOrder("taken-back", "twin-withdrawn", "database-kept");
    }

    @Test
    void aRecoveryThatWasInterruptedGoesOnAndARepeatedOneChangesNothing() {
        setBackAfter(() -> {
            for (int i = 0; i < 5; i++) {
                ids.add(publish(author, "Lost " + i, KEY, "many " + i));
            }
        });
        assertSuspended();
        JsonNode first = send("take-back", false, ",\"limit\":2").json();
        assertThat(first.get("blogs")).hasSize(2);
        assertThat(first.get("next").isNull()).isFalse();
        assertSuspended();

        Api.Answer passedOver = send("take-back", false, ",\"after\":\"7fffffff-0000-0000-0000-000000000000\"");
        assertThat(passedOver.status())
                .as("what was passed over keeps the relay suspended")
                .isEqualTo(409);
        assertThat(passedOver.text("detail")).contains("./pressroom ops blog-service recover --do", "without after");
        JsonNode rest = recover("take-back");
        assertThat(rest.get("blogs")).hasSize(3);
        List<String> after = contents();
        assertThat(send("take-back", false, "").json().get("blogs")).isEmpty();

        assertThat(contents()).isEqualTo(after);
        for (int i = 0; i < ids.size(); i++) {
            assertThat(author.get("/api/blogs/" + ids.get(i)).text("title")).isEqualTo("Lost " + i);
        }
    }

    @Test
    void aTailThatADumpWithoutAnIdentityLacksIsNoticedAndTakenBack() {
        new OlderCopy(db).setBackAfter(() -> {
            ids.add(publish(author, "Lost", KEY, "without identity"));
            drain();
        });
        db.sql("""
                        update relay_position
                        set system_identifier = null, timeline = null, cluster_id = null, topic_id = null,
                            topic_ends = null
                        """).update();
        dataSource.getHikariPoolMXBean().softEvictConnections();
        assertSuspended();

        assertThat(actions(recover("take-back"))).containsExactly("taken-back");

        assertEndsAs("Lost", 1);
    }

    @Test
    void aRestoreUnderAnIdleServiceIsNoticedWithoutAPost() {
        setBackAfter(() -> ids.add(publish(author, "Lost", KEY, "idle")));
        db.sql("update relay_position set leader = gen_random_uuid()").update();

        assertSuspended();

        recover("take-back");
        assertEndsAs("Lost", 1);
    }

    @Test
    void afterARoundThatFailedThePositionIsCheckedWithoutAPost() {
        new OlderCopy(db).setBackAfter(() -> {
            ids.add(publish(author, "Lost", KEY, "failed"));
            drain();
        });
        db.sql("update relay_position set leader = gen_random_uuid()").update();
        relay.failed(new IllegalStateException("the server went away"));

        assertSuspended();

        recover("take-back");
        assertEndsAs("Lost", 1);
    }

    @Test
    void resumingIsRefusedWhileOnlyTheTopicHasAPostAndForcedItLeavesIt() {
        setBackAfter(() -> ids.add(publish(author, "Lost", KEY, "resumed")));
        assertSuspended();
        await().untilAsserted(() -> assertThat(asOperator()
                        .get("/actuator/health/readiness")
                        .json()
                        .at("/components/outbox/details/call")
                        .asString(""))
                .isEqualTo("POST /ops/outbox/recover"));

        for (boolean dryRun : new boolean[] {true, false}) {
            Api.Answer refused = resume(",\"dryRun\":" + dryRun);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("detail"))
                    .contains(ids.get(0), "./pressroom ops blog-service recover --do", "/ops/outbox/recover", "force");
        }
        assertSuspended();
        assertThat(resume(",\"force\":true").status()).isEqualTo(200);
        dataSource.getHikariPoolMXBean().softEvictConnections();
        publish(author, "Sent after it was forced");
        drain();
        assertThat(outboxStatus().get("suspension").isNull()).isTrue();
        assertThat(author.get("/api/blogs/" + ids.get(0)).status()).isEqualTo(404);

        assertThat(actions(recover("take-back"))).containsExactly("taken-back");

        assertEndsAs("Lost", 1);
        assertThat(send("take-back", false, "").json().get("from"))
                .as("what is recovered is not read again")
                .isEqualTo(send("take-back", false, "").json().get("to"));
    }

    @Test
    void hundredsOfPostsAreRecoveredInOnePage() {
        setBackAfter(() -> {
            for (int i = 0; i < 230; i++) {
                ids.add(publish(as(newAuthor()), "Lost " + i));
            }
        });
        assertSuspended();

        JsonNode report = recover("take-back");

        assertThat(report.get("blogs")).hasSize(230);
        assertThat(report.get("next").isNull()).isTrue();
    }

    @Test
    void theCheckReadsNoTextsOfTheOutbox() {
        String post = publish(author, "Large");
        drain();
        UUID[] stored = new UUID[20];
        Arrays.setAll(stored, i -> UUID.randomUUID());
        try {
            db.sql("""
                            insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)
                            select event, 'pressroom.BlogPublished.v1', cast(:post as uuid), 'ada', now(),
                                   convert_to('{"blogId":"' || :post || '","version":1,"authorId":"ada","title":"'
                                              || repeat('x', 1900000) || '"}', 'UTF8')
                            from unnest(cast(:events as uuid[])) event
                            """).param("post", post).param("events", stored).update();
            Instant now = Instant.now();
            BlogPublished event =
                    new BlogPublished(UUID.fromString(post), 1, "ada", "Large", Text.of("text"), List.of(), now, now);
            var placed = new TopicRecords.Placed(new CloudEvent(UUID.randomUUID(), now, null, event), 0, 0);
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();

            var contradictions = comparison.contradictions(List.of(placed));

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5_000_000);
            assertThat(contradictions).hasSize(1);
            assertThat(contradictions.get(0).reason()).contains("another event of that version");
        } finally {
            db.sql("delete from outbox where event_id = any(:events)")
                    .param("events", stored)
                    .update();
        }
    }

    @Test
    void onlyAnOperatorWithAReasonAndAChoiceRecovers() {
        String json = "{\"reason\":\"x\",\"do\":\"take-back\"}";
        assertThat(asReader().send("POST", "/ops/outbox/recover", json).status())
                .isEqualTo(401);
        assertThat(author.send("POST", "/ops/outbox/recover", json).status()).isEqualTo(403);
        assertThat(send("forget", false, "").status()).isEqualTo(400);
        assertThat(send("take-back", false, ",\"limit\":10001").status()).isEqualTo(400);
        assertThat(asOperator()
                        .send("POST", "/ops/outbox/recover", "{\"do\":\"withdraw\"}")
                        .status())
                .isEqualTo(400);
    }

    /** The one of ids, as the API shows it, and as consumers do that keep the highest version. */
    private void assertEndsAs(String title, int version) {
        String id = ids.get(0);
        Api.Answer shown = author.get("/api/blogs/" + id);
        assertThat(shown.text("title")).isEqualTo(title);
        assertThat(shown.json().get("version").asInt()).isEqualTo(version);
        Seen seen = seenByConsumers(id);
        assertThat(seen.value().get("title").asString()).isEqualTo(title);
        assertThat(seen.value().get("version").asInt()).isEqualTo(version);
    }

    private record Seen(String type, JsonNode value) {}

    /** Of the same version the first one stays, as with a conflict of versions in the index. */
    private Seen seenByConsumers(String id) {
        Seen seen = null;
        for (ConsumerRecord<byte[], byte[]> record : topic.recordsOf(Set.of(id))) {
            JsonNode value = new JsonMapper().readTree(new String(record.value(), UTF_8));
            if (seen == null
                    || value.get("version").asInt()
                            > seen.value().get("version").asInt()) {
                seen = new Seen(header(record, "ce_type"), value);
            }
        }
        assertThat(seen).isNotNull();
        return seen;
    }

    private List<String> keptTitles(String id) {
        return db.sql("select title from recovered_texts where blog_id = cast(:id as uuid)")
                .param("id", id)
                .query(String.class)
                .list();
    }

    private List<String> contents() {
        return db.sql("""
                        select b::text from blogs b union all select o::text from outbox o
                        union all select t::text from recovered_texts t order by 1
                        """).query(String.class).list();
    }

    private JsonNode recover(String action) {
        Api.Answer answer = send(action, false, "");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(outboxStatus().get("suspension").isNull()).isTrue();
        dataSource.getHikariPoolMXBean().softEvictConnections();
        publish(author, "The relay's check passes");
        drain();
        return answer.json();
    }

    private static List<String> actions(JsonNode report) {
        List<String> actions = new ArrayList<>();
        report.get("blogs").forEach(blog -> actions.add(blog.get("action").asString()));
        return actions;
    }

    private Api.Answer send(String action, boolean dryRun, String more) {
        String json = "{\"reason\":\"tested\",\"do\":\"%s\",\"dryRun\":%s%s}".formatted(action, dryRun, more);
        return asOperator().send("POST", "/ops/outbox/recover", json);
    }

    private Api.Answer resume(String more) {
        return asOperator().send("POST", "/ops/outbox/resume", "{\"reason\":\"tested\"%s}".formatted(more));
    }

    private void setBackAfter(Runnable lost) {
        new OlderCopy(db).setBackAfter(() -> {
            lost.run();
            drain();
        });
        dataSource.getHikariPoolMXBean().softEvictConnections();
    }

    private void assertSuspended() {
        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);
        assertThat(outboxStatus().at("/suspension/reason").asString()).contains("the record at partition");
    }

    private JsonNode outboxStatus() {
        return asOperator().get("/ops/outbox").json();
    }

    private void edit(String id, String title) {
        Api.Answer edited = author.put(
                id, title, "text", "If-Match", author.get("/api/blogs/" + id).header("ETag"));
        assertThat(edited.status()).as(edited.response().body()).isEqualTo(200);
    }

    private static String publish(Api author, String title, String... headers) {
        Api.Answer answer = author.post(title, "text", headers);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.id();
    }

    private void drain() {
        await().until(() -> relay.relayOnce() == Relay.Round.IDLE);
    }
}
