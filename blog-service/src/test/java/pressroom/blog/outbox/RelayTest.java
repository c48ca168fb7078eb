package pressroom.blog.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pressroom.blog.outbox.Topic.header;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import pressroom.events.BlogPublished;
import pressroom.events.CloudEvent;
import pressroom.events.EventCodec;
import pressroom.events.Header;
import tools.jackson.databind.JsonNode;

/** The relay, driven by hand over a database of its own. */
@TestPropertySource(
        properties = {
            "test.database=" + RelayTest.DATABASE,
            "test.topic=blog-events." + RelayTest.DATABASE,
            "pressroom.relay.enabled=false",
            "pressroom.relay.partition-check=1h",
            // Ten rows in each of a batch's parts.
            "pressroom.relay.batch-rows=40",
            "pressroom.relay.partition-rows=10",
            "pressroom.relay.keep-rows=0",
            // Eight editors of one author, most of whose changes are stale, are faster than any author may be.
            "pressroom.pressure.author-burst=100000"
        })
class RelayTest extends BlogServiceTest {

    static final String DATABASE = "relay_test";

    private static final String NOT_VACUUMED = "{autovacuum_vacuum_insert_threshold=-1}";
    private static final int MOST_ROUNDS = 100;
    private static final int MOST_EDITS = 1_000;

    @Autowired
    private Relay relay;

    @Autowired
    private Outbox outbox;

    @Autowired
    private OutboxPartitions partitions;

    @Autowired
    private OutboxStatuses statuses;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private JdbcClient db;

    @Autowired
    private DataSource dataSource;

    private final Topic topic = new Topic(STACK, "blog-events." + DATABASE);

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase(DATABASE);
    }

    @BeforeEach
    void drain() {
        // Another test may have used up what there was room for.
        partitions.makeAhead();
        // What another test has left is not this test's.
        for (int rounds = 0; relay.relayOnce() != Relay.Round.IDLE; rounds++) {
            assertThat(rounds).as("rounds that sent something").isLessThan(MOST_ROUNDS);
        }
    }

    @Test
    void aCommittedPostReachesTheTopicAsACloudEventUnderItsAuthorsKey() throws Exception {
        String author = newAuthor();
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Api.Answer post = as(author).post("Title", "Body", "traceparent", trace);

        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SENT);
        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.IDLE);

        ConsumerRecord<byte[], byte[]> record = onlyRecordOf(post.id());
        CloudEvent event = decode(record);
        assertThat(new String(record.key(), UTF_8)).isEqualTo(author);
        assertThat(event.traceparent()).isEqualTo(trace);
        BlogPublished published = (BlogPublished) event.data();
        assertThat(published.title()).isEqualTo("Title");
        assertThat(published.publishedAt()).isEqualTo(post.text("publishedAt"));
        assertThat(event.id())
                .isEqualTo(db.sql("select event_id from outbox where blog_id = :id")
                        .param("id", UUID.fromString(post.id()))
                        .query(UUID.class)
                        .single());
        assertThat(db.sql("""
                                select topic_partitions[1] || '@' || topic_offsets[1]
                                from relay_rounds join outbox on outbox_ids = array[outbox.id] where blog_id = :id
                                """)
                        .param("id", UUID.fromString(post.id()))
                        .query(String.class)
                        .single())
                .isEqualTo(record.partition() + "@" + record.offset());
    }

    @Test
    void eachPostIsFoundWhereItWentThoughIdsAreNotInTheOrderOfCommitsAndRoundsAreMany() throws Exception {
        List<String> posts = new ArrayList<>();
        String author = newAuthor();
        String late = as(author).post("Changed late", "text").id();
        posts.add(late);
        drain();
        try (Connection slow = dataSource.getConnection()) {
            slow.setAutoCommit(false);
            // An early transaction with a late id.
            slow.createStatement().execute("select pg_current_xact_id()");
            for (int i = 0; i < 3; i++) {
                posts.add(as(newAuthor()).post("Before it", "text").id());
            }
            // By the same author, so that of the two the topic has this one last.
            insert(slow, UUID.fromString(late), author, 10);
            nameNewestEvent(slow, UUID.fromString(late));
            slow.commit();
        }
        drain();
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 4; i++) {
                posts.add(as(newAuthor()).post("Behind it", "text").id());
            }
            assertThat(place(posts.get(posts.size() - 1))).as("not sent yet").isNull();
            drain();
        }

        Map<String, String> sent = new HashMap<>();
        topic.recordsOf(Set.copyOf(posts))
                .forEach(record -> sent.put(header(record, "ce_subject"), record.partition() + "@" + record.offset()));
        assertThat(posts).allSatisfy(post -> assertThat(place(post)).isEqualTo(sent.get(post)));
    }

    /** No consumer needs the hash, and one row must not hold up all others. */
    @Test
    void aPostWhoseRequestsHashIsSpoiltIsSentWithoutIt() throws Exception {
        String post = as(newAuthor())
                .post("Edited by hand", "text", "Idempotency-Key", "edited by hand")
                .id();
        db.sql("update outbox set request_hash = '' where blog_id = :id")
                .param("id", UUID.fromString(post))
                .update();

        drain();

        assertThat(topic.recordsOf(Set.of(post))).singleElement().satisfies(record -> assertThat(
                        record.headers().lastHeader("ce_idempotencyhash"))
                .isNull());
    }

    @Test
    void aPostThatTheVersionBeforeRelayedIsFoundToo() {
        String post =
                as(newAuthor()).post("Relayed by the version before", "text").id();
        drain();
        String place = place(post);
        db.sql("""
                        with forgotten as (delete from relay_rounds where highest_id = (select max(id) from outbox) returning *)
                        insert into relayed (outbox_id, topic_partition, topic_offset)
                        select highest_id, topic_partitions[1], topic_offsets[1] from forgotten
                        """).update();

        assertThat(place(post)).isNotNull().isEqualTo(place);
    }

    @Test
    void howLongTheOutboxIsDoesNotMatterToALookForWork() {
        db.sql("create table outbox_long partition of outbox for values from (1000000000) to (1000020000)")
                .update();
        try {
            fillWithSent(1_000_000_000);

            transaction.executeWithoutResult(status -> {
                long before = readInSequence("outbox_long");
                assertThat(outbox.hasWork()).isFalse();
                assertThat(outbox.after(outbox.becomeActive().orElseThrow(), 40, 1_000_000))
                        .isEmpty();
                assertThat(readInSequence("outbox_long") - before).isZero();
            });
        } finally {
            db.sql("drop table outbox_long").update();
        }
    }

    @Test
    void whatTheRelayReadsIsPlannedOnceForAConnectionAndNotAnewInEachRound() {
        List<Integer> anew = transaction.execute(status -> {
            RelayPosition position = outbox.becomeActive().orElseThrow();
            for (int round = 0; round < 12; round++) {
                outbox.after(position, 40, 1_000_000);
            }
            return db.sql("select custom_plans from pg_prepared_statements where statement like '%bytes_before%'")
                    .query(Integer.class)
                    .list();
        });

        assertThat(anew).containsOnly(0);
    }

    @Test
    void aTransactionThatCommitsLateIsWaitedForAndNeverSkipped() throws Exception {
        String author = newAuthor();
        UUID late = UUID.randomUUID();
        String early;
        try (Connection slow = dataSource.getConnection()) {
            slow.setAutoCommit(false);
            insert(slow, late, author, 10);
            early = as(author).post("Committed first", "text").id();

            assertThat(relay.relayOnce()).isEqualTo(Relay.Round.IDLE);
            OutboxStatus status = statuses.now();
            assertThat(status.unsent()).isEqualTo(1);
            assertThat(status.fence()).isNotNull();
            assertThat(status.fence().holder()).contains("blog-service", "idle in transaction");
            slow.commit();
        }

        drain();
        assertThat(topic.recordsOf(Set.of(late.toString(), early)))
                .extracting(record -> header(record, "ce_subject"))
                .containsExactly(late.toString(), early);
    }

    @Test
    void aRolledBackTransactionLeavesAGapThatHoldsUpNobody() throws Exception {
        UUID never = UUID.randomUUID();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, never, newAuthor(), 10);
            connection.rollback();
        }
        String post = as(newAuthor()).post("After the gap", "text").id();

        drain();

        assertThat(topic.recordsOf(Set.of(never.toString(), post))).hasSize(1);
    }

    @Test
    void aCrashBetweenTheAcknowledgementsAndThePositionSendsTheSameEventsAgain() {
        String post = as(newAuthor()).post("Twice", "text").id();

        transaction.executeWithoutResult(status -> {
            assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SENT);
            status.setRollbackOnly();
        });
        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SENT);

        List<ConsumerRecord<byte[], byte[]>> sent = topic.recordsOf(Set.of(post));
        assertThat(sent).hasSize(2);
        assertThat(header(sent.get(0), "ce_id")).isEqualTo(header(sent.get(1), "ce_id"));
    }

    @Test
    void whileOneRelayIsActiveAnotherOneStandsBy() throws Exception {
        String post = as(newAuthor()).post("Once", "text").id();
        ExecutorService other = Executors.newSingleThreadExecutor();

        transaction.executeWithoutResult(status -> {
            assertThat(outbox.becomeActive()).isPresent();
            Future<Relay.Round> standby = other.submit(relay::relayOnce);
            assertThat(standby).succeedsWithin(java.time.Duration.ofSeconds(10)).isEqualTo(Relay.Round.STANDBY);
        });
        other.shutdown();

        assertThat(relay.relayOnce()).isEqualTo(Relay.Round.SENT);
        assertThat(topic.recordsOf(Set.of(post))).hasSize(1);
    }

    @Test
    void theRelaysCommitsDoNotWaitForTheDiskAndAllOthersDo() {
        String relays = transaction.execute(status -> {
            outbox.becomeActive();
            return whetherCommitsWait();
        });

        assertThat(relays).isEqualTo("off");
        assertThat(whetherCommitsWait()).isEqualTo("on");
    }

    private String whetherCommitsWait() {
        return db.sql("show synchronous_commit").query(String.class).single();
    }

    @Test
    void aZombieThatLostItsPlaceCannotMoveThePosition() {
        RelayPosition stale = position();
        as(newAuthor()).post("Moves the position", "text");
        relay.relayOnce();
        RelayPosition now = position();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> outbox.advance(stale, stale, List.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing is skipped");
        assertThat(position()).isEqualTo(now);
    }

    @Test
    void anEventThatKafkaRefusesForGoodIsSetAsideWithItsReasonAndOthersFlow() throws Exception {
        UUID tooLarge = UUID.randomUUID();
        try (Connection connection = dataSource.getConnection()) {
            insert(connection, tooLarge, newAuthor(), 2_500_000);
        }
        String post = as(newAuthor()).post("Behind it", "text").id();

        drain();

        assertThat(topic.recordsOf(Set.of(tooLarge.toString(), post)))
                .extracting(record -> header(record, "ce_subject"))
                .containsExactly(post);
        assertThat(db.sql("select reason from outbox_refused where blog_id = :id")
                        .param("id", tooLarge)
                        .query(String.class)
                        .single())
                .contains("RecordTooLargeException");
    }

    @Test
    void anIdThatIsGivenOutTwiceIsRefusedForTheEventThatKafkaRefused() throws Exception {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        try (Connection connection = dataSource.getConnection()) {
            insert(connection, first, newAuthor(), 2_500_000);
            drain();
            insert(connection, second, newAuthor(), 2_500_000);
        }
        // As after the sequence was set back.
        long id = db.sql("select id from outbox where blog_id = :id")
                .param("id", first)
                .query(Long.class)
                .single();
        setId(second, id);
        drain();
        String sent = as(newAuthor()).post("Sent under the same id", "text").id();
        setId(UUID.fromString(sent), id);
        drain();

        assertThat(db.sql("select blog_id from outbox_refused where outbox_id = :id")
                        .param("id", id)
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(first, second);
        assertThat(onlyRecordOf(sent)).isNotNull();
        assertThat(asReader().get("/api/blogs/" + sent + "/progress").json().toString())
                .doesNotContain("refuses this event");
    }

    private void setId(UUID blog, long id) {
        db.sql("""
                        with gone as (delete from outbox where blog_id = :blog returning *)
                        insert into outbox (id, xid, event_id, ce_type, blog_id, author_id, occurred_at, payload)
                        overriding system value
                        select :id, xid, event_id, ce_type, blog_id, author_id, occurred_at, payload from gone
                        """).param("id", id).param("blog", blog).update();
    }

    @Test
    void theVersionsOfABlogReachTheTopicInOrderHoweverManyChangeItAtOnce() throws Exception {
        Api api = as(newAuthor());
        String id = expect(api.post("Hot", "text"), 201).id();
        ExecutorService editors = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> edits = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                edits.add(editors.submit(() -> takeBackAndEdit(api, id, 4)));
            }
            for (Future<?> edit : edits) {
                edit.get(60, TimeUnit.SECONDS);
            }
        } finally {
            editors.shutdownNow();
        }

        drain();

        List<Integer> versions = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : topic.recordsOf(Set.of(id))) {
            versions.add(decode(record).data().version());
        }
        assertThat(versions).hasSizeGreaterThan(8 * 4).isSorted().doesNotHaveDuplicates();
        assertThat(versions.get(versions.size() - 1)).isEqualTo(versions.size());
    }

    @Test
    void partitionsAreMadeAheadAndDroppedOnceTheyAreSentAndOld() throws Exception {
        assertThat(optionsOf("outbox_0_1000000", "relay_rounds_0_1000000")).containsOnly(NOT_VACUUMED);
        fillWithSent(900_000);
        db.sql("select setval(pg_get_serial_sequence('outbox', 'id'), 999995)")
                .query(Long.class)
                .single();
        partitions.makeAhead();
        partitions.makeAhead();
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            posts.add(as(newAuthor()).post("Post " + i, "text").id());
        }

        transaction.executeWithoutResult(status -> {
            long before = readInSequence("outbox_0_1000000");
            partitions.dropOldest();
            assertThat(readInSequence("outbox_0_1000000") - before)
                    .as("rows read while nobody can publish")
                    .isZero();
        });
        assertThat(tables()).as("unsent rows are kept").contains("outbox_0_1000000", "outbox_1000000_1000010");
        drain();
        partitions.dropOldest();

        assertThat(tables())
                .doesNotContain("outbox_0_1000000", "relay_rounds_0_1000000", "relayed_0_1000000")
                .contains("outbox_1000000_1000010", "relay_rounds_1000000_1000010", "outbox_1000010_1000020");
        assertThat(optionsOf("outbox_1000000_1000010", "relay_rounds_1000000_1000010"))
                .containsOnly(NOT_VACUUMED);
        assertThat(topic.recordsOf(Set.copyOf(posts))).hasSize(12);
        assertThat(as(newAuthor()).post("Goes on", "text").status()).isEqualTo(201);
    }

    /** Of those that change the same version one is accepted: each gets his turn in the end. */
    private static void takeBackAndEdit(Api api, String id, int times) {
        expect(api.delete(id), 204);
        int accepted = 0;
        for (int edits = 0; accepted < times; edits++) {
            assertThat(edits).as("edits, of which %d were accepted", accepted).isLessThan(MOST_EDITS);
            Api.Answer seen = expect(api.get("/api/blogs/" + id), 200, 410);
            // Taking back what is taken back already changes nothing, and tells its version.
            String etag = (seen.status() == 200 ? seen : expect(api.delete(id), 204)).header("ETag");
            accepted += expect(api.put(id, "Edited", "text", "If-Match", etag), 200, 412)
                                    .status()
                            == 200
                    ? 1
                    : 0;
        }
    }

    /** An answer that a loop would wait for in vain ends it, and says why. */
    private static Api.Answer expect(Api.Answer answer, Integer... statuses) {
        assertThat(answer.status()).as(answer.response().body()).isIn((Object[]) statuses);
        return answer;
    }

    /** Where authors are told that their post is; null when they are told that it is not there yet. */
    private @Nullable String place(String post) {
        JsonNode topic = expect(asReader().get("/api/blogs/" + post + "/progress"), 200)
                .json()
                .path("topic");
        return topic.isNull()
                ? null
                : topic.get("partition").asInt() + "@" + topic.get("offset").asLong();
    }

    private RelayPosition position() {
        return transaction.execute(status -> outbox.becomeActive()).orElseThrow();
    }

    private List<String> tables() {
        return db.sql("select relname from pg_class where relkind = 'r'")
                .query(String.class)
                .list();
    }

    /** 20,000 rows that lie before the position, and that the planner knows of. */
    private void fillWithSent(long firstId) {
        db.sql("""
                        insert into outbox (id, event_id, ce_type, blog_id, author_id, occurred_at, payload)
                        overriding system value
                        select :first + i, gen_random_uuid(), 'sent', gen_random_uuid(), 'nobody', now(),
                               convert_to(repeat('x', 1500), 'UTF8')
                        from generate_series(0, 19999) i
                        """).param("first", firstId).update();
        db.sql("""
                        update relay_position
                        set (xid, id) = (select xid, id from outbox where id = :last)
                        """).param("last", firstId + 19_999).update();
        db.sql("""
                        insert into relay_rounds (last_xid, last_id, highest_id,
                                                  outbox_ids, topic_partitions, topic_offsets)
                        select xid, id,
                               coalesce(pg_sequence_last_value(pg_get_serial_sequence('outbox', 'id')::regclass), 0),
                               '{}', '{}', '{}'
                        from relay_position
                        """).update();
        assertThat(relay.relayOnce()).as("the check of a position set by hand").isEqualTo(Relay.Round.IDLE);
        db.sql("analyze outbox").update();
    }

    private List<String> optionsOf(String... tables) {
        return db.sql("select reloptions::text from pg_class where relname in (:tables)")
                .param("tables", List.of(tables))
                .query(String.class)
                .list();
    }

    /** How many rows sequential scans have read on this transaction's connection. */
    private long readInSequence(String table) {
        return db.sql("select seq_tup_read from pg_stat_xact_user_tables where relname = :table")
                .param("table", table)
                .query(Long.class)
                .single();
    }

    private ConsumerRecord<byte[], byte[]> onlyRecordOf(String blogId) {
        List<ConsumerRecord<byte[], byte[]>> records = topic.recordsOf(Set.of(blogId));
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static CloudEvent decode(ConsumerRecord<byte[], byte[]> record) throws Exception {
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        Optional<CloudEvent> event = EventCodec.decode(record.key(), headers, record.value());
        return event.orElseThrow();
    }

    /** As each change of a blog does. */
    private static void nameNewestEvent(Connection connection, UUID blogId) throws SQLException {
        try (var update = connection.prepareStatement("""
                update blogs
                set version = version + 1, event_version = version + 1,
                    event_id = (select event_id from outbox where blog_id = blogs.id order by id desc limit 1)
                where id = ?
                """)) {
            update.setObject(1, blogId);
            update.executeUpdate();
        }
    }

    private static void insert(Connection connection, UUID blogId, String author, int bytes) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, payload)
                values (gen_random_uuid(), 'pressroom.BlogPublished.v1', ?, ?, now(), ?)
                """)) {
            insert.setObject(1, blogId);
            insert.setString(2, author);
            insert.setBytes(3, new byte[bytes]);
            insert.executeUpdate();
        }
    }
}
