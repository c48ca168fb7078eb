package pressroom.blog.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pressroom.blog.outbox.Topic.header;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.events.BlogPublished;
import pressroom.events.CloudEventHeaders;
import pressroom.events.EventCodec;
import pressroom.events.EventType;
import pressroom.events.Text;
import tools.jackson.databind.JsonNode;

/** What the relay must not trust: transaction ids of another cluster, other relays' sends, topics that come back. */
@TestPropertySource(
        properties = {
            "test.database=" + RelayDoubtTest.DATABASE,
            "test.topic=blog-events." + RelayDoubtTest.DATABASE,
            "pressroom.relay.enabled=false",
            "pressroom.relay.topic-check=1h",
            "pressroom.relay.partition-check=1h",
            "pressroom.pressure.look-every=50ms",
            "pressroom.pressure.backlog-events=2000"
        })
class RelayDoubtTest extends BlogServiceTest {

    static final String DATABASE = "relay_doubt";

    private static final String TOPIC = "blog-events." + DATABASE;

    @Autowired
    private Relay relay;

    @Autowired
    private SeenTopics seenTopics;

    @Autowired
    private HikariDataSource dataSource;

    @Autowired
    private JdbcClient db;

    private final Topic topic = new Topic(STACK, TOPIC);

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase(DATABASE);
    }

    @BeforeEach
    void begin() {
        expect201(as(newAuthor()).post("At least one", "text"));
        drain();
    }

    @AfterEach
    void recover() {
        String request = "{\"reason\":\"tested\",\"do\":\"withdraw\"}";
        assertThat(asOperator().send("POST", "/ops/outbox/recover", request).status())
                .isEqualTo(200);
        drain();
    }

    @Test
    void aDumpWithoutAnIdentityInAYoungerClusterLosesNothingWhenItIsResumed() {
        List<String> posts = new ArrayList<>();
        posts.add(expect201(as(newAuthor()).post("Committed in the dump", "text")));
        setTransactionIdsAhead(40);
        db.sql("""
                        update relay_position
                        set system_identifier = null, timeline = null, cluster_id = null, topic_id = null,
                            topic_ends = null, leader = null
                        """).update();
        newConnections();
        for (int i = 0; i < 5; i++) {
            posts.add(expect201(as(newAuthor()).post("While it was suspended " + i, "text")));
            assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);
        }

        assertThat(resume().json().get("actions").toString()).contains("every kept event is sent again");

        for (int i = 0; i < 30; i++) {
            posts.add(expect201(as(newAuthor()).post("After it was resumed " + i, "text")));
            assertThat(relay.relayOnce()).isNotEqualTo(Relay.Round.SUSPENDED);
        }
        drain();
        assertThat(subjects(posts)).containsExactlyInAnyOrderElementsOf(posts);
    }

    @Test
    void aRoundLogAheadOfTheClusterIsNotComparedWithIt() {
        String post = expect201(as(newAuthor()).post("Committed before the ids went back", "text"));
        setTransactionIdsAhead(1_000_000);
        newConnections();
        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);

        assertThat(resume().status()).isEqualTo(200);

        drain();
        assertThat(subjects(List.of(post))).containsExactly(post);
    }

    @Test
    void anUnsentEditIsNotToldAtThePlaceOfTheVersionBefore() {
        Api author = as(newAuthor());
        String post = expect201(author.post("First", "text"));
        edit(author, post, "Sent edit");
        drain();
        setTransactionIdsAhead(1_000_000);
        newConnections();
        edit(author, post, "Unsent edit");
        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);

        JsonNode progress = asReader().get("/api/blogs/" + post + "/progress").json();

        assertThat(progress.get("version").asInt()).isEqualTo(3);
        assertThat(progress.get("topic").isNull()).as(progress.toString()).isTrue();
        assertThat(progress.get("done").asBoolean()).isFalse();
    }

    @Test
    void whatAnotherRelaySendsBehindTheCheckIsComparedToo() {
        Api author = as(newAuthor());
        String post = expect201(author.post("First", "text"));
        drain();
        String lost = sendAsAnotherRelay(post);
        expect201(author.post("Behind it", "text"));

        await().until(() -> relay.relayOnce() == Relay.Round.SUSPENDED);

        assertThat(suspension().get("reason").asString()).contains(lost + ", which the database lacks");
    }

    @Test
    void aSuspensionTurnsNoAuthorAwayAndNeitherDoesWhatWasWrittenBeforeItsEnd() {
        db.sql("""
                        select setval(sequence, coalesce(pg_sequence_last_value(sequence), 1) + 5000)::text
                        from (select pg_get_serial_sequence('outbox', 'id')::regclass as sequence) outbox
                        """).query(String.class).single();
        expect201(as(newAuthor()).post("Behind many ids", "text"));
        drain();
        db.sql("""
                        insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)
                        values (gen_random_uuid(), 'pressroom.BlogPublished.v1', gen_random_uuid(), 'ada',
                                now() - interval '13 hours', '\\x7b7d')
                        """).update();
        db.sql("update relay_position set system_identifier = system_identifier + 1")
                .update();
        newConnections();
        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);
        assertThatAuthorsPublish();

        assertThat(resume().status()).isEqualTo(200);

        assertThatAuthorsPublish();
        drain();
        assertThatAuthorsPublish();
    }

    @Test
    void aTopicThatComesBackIsTheNewestAgain() {
        TopicIdentity first = new TopicIdentity("one", "first", 6);
        TopicIdentity other = new TopicIdentity("other", "second", 6);
        try {
            assertThat(seenTopics.add(first)).isTrue();
            assertThat(seenTopics.add(other)).isTrue();
            int earlier = seenTopics.newest().orElseThrow().earlier();
            String post = expect201(as(newAuthor()).post("Sent to the other one", "text"));
            drain();
            assertThat(seenTopics.add(first)).isTrue();

            assertThat(seenTopics.newest().orElseThrow().topicId()).isEqualTo("first");
            assertThat(seenTopics.newest().orElseThrow().earlier()).isEqualTo(earlier);
            JsonNode progress =
                    asReader().get("/api/blogs/" + post + "/progress").json();
            assertThat(progress.get("topic").isNull()).as(progress.toString()).isTrue();
            assertThat(progress.get("note").asString()).contains("was replaced");
            assertThat(seenTopics.add(first)).as("it is the newest already").isFalse();
        } finally {
            db.sql("delete from relay_topics where cluster_id in ('one', 'other')")
                    .update();
        }
    }

    @Test
    void aResumeThatFailsAtItsEndChangesNothing() throws SQLException {
        db.sql("update relay_position set system_identifier = system_identifier + 1")
                .update();
        newConnections();
        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SUSPENDED);
        List<String> before = transactionIds();
        try (Connection reader = dataSource.getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            // Holds up "truncate".
            statement.execute("select from relay_rounds limit 1");

            Api.Answer refused = resume();
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("detail")).contains("still running");

            reader.rollback();
        }
        assertThat(transactionIds()).isEqualTo(before);
        assertThat(suspension().isNull()).isFalse();
    }

    private List<String> transactionIds() {
        return db.sql("select id || ' ' || xid::text from outbox order by id")
                .query(String.class)
                .list();
    }

    private void assertThatAuthorsPublish() {
        await().during(Duration.ofMillis(500))
                .until(() -> as(newAuthor()).post("Taken", "text").status() == 201);
    }

    /** All of the database's, as they are after a dump was restored into a cluster that has given out fewer. */
    private void setTransactionIdsAhead(int by) {
        long shift = db.sql("""
                        select pg_snapshot_xmax(pg_current_snapshot())::text::bigint + :by - p.xid::text::bigint
                        from relay_position p
                        """).param("by", by).query(Long.class).single();
        for (String column : List.of("outbox.xid", "relay_rounds.last_xid", "relay_position.xid")) {
            String table = column.substring(0, column.indexOf('.'));
            String name = column.substring(column.indexOf('.') + 1);
            db.sql("update %s set %s = (%s::text::bigint + :shift)::text::xid8".formatted(table, name, name))
                    .param("shift", shift)
                    .update();
        }
    }

    /** An event that no database knows any more, to the partition of this post. */
    private String sendAsAnotherRelay(String post) {
        ConsumerRecord<byte[], byte[]> beside = topic.recordsOf(Set.of(post)).get(0);
        UUID lost = UUID.randomUUID();
        Instant now = Instant.now();
        BlogPublished event = new BlogPublished(
                lost, 1, new String(beside.key(), UTF_8), "Lost", Text.of("text"), List.of(), now, now);
        var sent = new ProducerRecord<>(TOPIC, beside.partition(), beside.key(), EventCodec.encode(event));
        CloudEventHeaders.of(UUID.randomUUID(), EventType.of(event).ceType(), lost, now, null)
                .forEach(each -> sent.headers().add(each.name(), each.value()));
        try (var producer = new KafkaProducer<>(
                STACK.kafkaAdminProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(sent).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return lost.toString();
    }

    private JsonNode suspension() {
        return asOperator().get("/ops/outbox").json().get("suspension");
    }

    private Api.Answer resume() {
        return asOperator().send("POST", "/ops/outbox/resume", "{\"reason\":\"tested\"}");
    }

    private void newConnections() {
        dataSource.getHikariPoolMXBean().softEvictConnections();
    }

    private static void edit(Api author, String post, String title) {
        String seen = author.get("/api/blogs/" + post).header("ETag");
        assertThat(author.put(post, title, "text", "If-Match", seen).status()).isEqualTo(200);
    }

    /** Each once, however often it was sent. */
    private Set<String> subjects(List<String> posts) {
        return topic.recordsOf(Set.copyOf(posts)).stream()
                .map(record -> header(record, "ce_subject"))
                .collect(Collectors.toSet());
    }

    private static String expect201(Api.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.id();
    }

    private void drain() {
        await().until(() -> relay.relayOnce() == Relay.Round.IDLE);
    }
}
