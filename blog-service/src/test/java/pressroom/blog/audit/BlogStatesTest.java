package pressroom.blog.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import pressroom.blog.Api;
import pressroom.blog.BlogServiceTest;
import tools.jackson.databind.JsonNode;

/** What other services are told to compare their stores with. */
@TestPropertySource(
        properties = {"test.database=" + BlogStatesTest.DATABASE, "test.topic=blog-events." + BlogStatesTest.DATABASE})
class BlogStatesTest extends BlogServiceTest {

    static final String DATABASE = "blog_states_test";

    @Autowired
    private JdbcClient db;

    @BeforeAll
    static void ownDatabase() throws SQLException {
        createDatabase(DATABASE);
    }

    private record Row(UUID id, int version, boolean live, String author) {}

    @Test
    void aBucketsDigestCoversItsBlogsInTheOrderOfTheirIds() throws Exception {
        Api author = as(newAuthor());
        String edited = author.post("Edited", "text").id();
        author.put(edited, "Edited once", "text", "If-Match", "\"1\"");
        String gone = author.post("Gone", "text").id();
        assertThat(author.delete(gone).status()).isEqualTo(204);
        as("ñandú-" + UUID.randomUUID()).post("Of another alphabet", "text");
        // Enough for several in a bucket.
        insertMany("many-" + UUID.randomUUID(), 1_500);

        JsonNode buckets = get("").get("buckets");

        assertThat(buckets).hasSize(256);
        Map<Integer, List<Row>> expected = byBucket();
        for (int bucket = 0; bucket < 256; bucket++) {
            JsonNode told = buckets.get(bucket);
            List<Row> rows = expected.getOrDefault(bucket, List.of());
            assertThat(told.get("bucket").asInt()).isEqualTo(bucket);
            assertThat(told.get("blogs").asInt()).isEqualTo(rows.size());
            assertThat(told.get("digest").asString()).isEqualTo(rows.isEmpty() ? "" : digest(rows));
        }
        JsonNode some = get("?firstBucket=15&lastBucket=33").get("buckets");
        assertThat(some).hasSize(19).startsWith(buckets.get(15)).endsWith(buckets.get(33));
        assertThat(get("?firstBucket=255").get("buckets")).containsExactly(buckets.get(255));
    }

    @Test
    void theDigestsAreReadFromTheIndexAlone() {
        insertMany("index-" + UUID.randomUUID(), 20_000);
        db.sql("vacuum analyze blogs").update();

        String plan = String.join("\n", db.sql("""
                        explain select count(*), max(version), bool_or(live), max(author_id) from blogs
                        where get_byte(sha256(uuid_send(id)), 0) between 16 and 31
                        group by get_byte(sha256(uuid_send(id)), 0)
                        """).query(String.class).list());

        assertThat(plan).contains("Index Only Scan using blogs_audit");
    }

    @Test
    void aBucketIsToldPageByPageWithThePlacesOfItsEvents() {
        String id = as(newAuthor()).post("On its way", "text").id();
        int bucket = bucket(UUID.fromString(id));
        insertMany("pages-" + UUID.randomUUID(), 1_000);
        await().until(() -> !state(id).get("offset").isNull());

        List<JsonNode> all = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = get("?bucket=%d&limit=2%s".formatted(bucket, after));
            assertThat(page.get("buckets").isNull()).isTrue();
            assertThat(page.get("blogs")).hasSizeBetween(0, 2);
            page.get("blogs").forEach(all::add);
            JsonNode next = page.get("next");
            after = next.isNull() ? "" : "&after=" + next.asString();
        } while (!after.isEmpty());

        List<String> expected =
                byBucket().get(bucket).stream().map(row -> row.id().toString()).toList();
        assertThat(all).extracting(blog -> blog.get("id").asString()).isEqualTo(expected);
        JsonNode told = state(id);
        assertThat(all).contains(told);
        assertThat(told.get("sent").asBoolean()).isTrue();
        assertThat(told.get("eventId").asString())
                .isEqualTo(db.sql("select event_id from outbox where blog_id = :id")
                        .param("id", UUID.fromString(id))
                        .query(String.class)
                        .single());
        JsonNode place = asReader().get("/api/blogs/" + id + "/progress").json().get("topic");
        assertThat(told.get("partition")).isEqualTo(place.get("partition"));
        assertThat(told.get("offset")).isEqualTo(place.get("offset"));
    }

    @Test
    void anAuditorMayAskAndAnAuthorMayNot() {
        Api auditor = withToken(token(claims(newAuthor()).claim("roles", List.of("auditor"))));
        assertThat(auditor.get("/ops/blogs?id=" + UUID.randomUUID()).json().get("blogs"))
                .isEmpty();
        assertThat(auditor.get("/ops/outbox").status()).isEqualTo(403);
        assertThat(as(newAuthor()).get("/ops/blogs").status()).isEqualTo(403);
        assertThat(asReader().get("/ops/blogs").status()).isEqualTo(401);
        for (String wrong : List.of(
                "?bucket=256",
                "?bucket=-1",
                "?bucket=x",
                "?firstBucket=-1",
                "?lastBucket=256",
                "?firstBucket=3&lastBucket=2",
                "?bucket=1&limit=1001",
                "?bucket=1&limit=0",
                "?id=1",
                "?bucket=1&id=" + UUID.randomUUID(),
                "?id=" + String.join("&id=", java.util.Collections.nCopies(101, new UUID(0, 1).toString())))) {
            assertThat(asOperator().get("/ops/blogs" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    private JsonNode state(String id) {
        return get("?id=" + id).get("blogs").get(0);
    }

    private JsonNode get(String query) {
        Api.Answer answer = asOperator().get("/ops/blogs" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private void insertMany(String author, int blogs) {
        db.sql("""
                        insert into blogs (id, author_id, version, live, title, body, tags,
                                           published_at, created_at, updated_at)
                        select gen_random_uuid(), :author, 1 + n % 3, n % 5 > 0, 'title', 'body', '{}',
                               now(), now(), now()
                        from generate_series(1, :blogs) n
                        """).param("author", author).param("blogs", blogs).update();
    }

    /** Without a word of PostgreSQL's about hashes. */
    private Map<Integer, List<Row>> byBucket() {
        Map<Integer, List<Row>> rows = new TreeMap<>();
        db.sql("select id, version, live, author_id as author from blogs order by id")
                .query(Row.class)
                .list()
                .forEach(row -> rows.computeIfAbsent(bucket(row.id()), first -> new ArrayList<>())
                        .add(row));
        return rows;
    }

    private static int bucket(UUID id) {
        return sha256().digest(bytes(id))[0] & 0xff;
    }

    private static String digest(List<Row> rows) {
        MessageDigest digest = sha256();
        for (Row row : rows) {
            byte[] author = row.author().getBytes(UTF_8);
            digest.update(bytes(row.id()));
            digest.update(ByteBuffer.allocate(9)
                    .putInt(row.version())
                    .put((byte) (row.live() ? 1 : 0))
                    .putInt(author.length)
                    .flip());
            digest.update(author);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
