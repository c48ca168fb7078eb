package pressroom.blog.blogs;

import static pressroom.blog.blogs.Blogs.at;
import static pressroom.blog.blogs.Blogs.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pressroom.blog.outbox.LostBlog;
import pressroom.blog.outbox.OutboxEvent;
import pressroom.events.BlogEvent;
import pressroom.events.BlogUnpublished;
import pressroom.events.BlogWritten;
import pressroom.events.IdempotencyHashes;

/** Blogs as a recovery reads and writes them, in its transaction. */
@Repository
class RecoveredRows {

    private final JdbcClient db;
    private final Clock clock;

    RecoveredRows(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A locked row.
     *
     * @param eventId of its version; null if unknown
     * @param key the author's Idempotency-Key; null if there is none
     */
    record Row(Blog blog, @Nullable UUID eventId, @Nullable String key) {}

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static Instant changedAt(BlogEvent event) {
        return event instanceof BlogWritten written ? written.updatedAt() : ((BlogUnpublished) event).unpublishedAt();
    }

    Optional<Row> lock(UUID id) {
        return db.sql("""
                        select id, version, author_id, title, body, tags, published_at, updated_at, live,
                               idempotency_key, case when event_version = version then event_id end as event_id
                        from blogs where id = :id for update
                        """).param("id", id).query((row, i) -> row(row)).optional();
    }

    /** Another blog that a request with the same key has made. */
    Optional<Row> lockTwin(UUID first, IdempotencyHashes hashes) {
        return db.sql("""
                        select id, version, author_id, title, body, tags, published_at, updated_at, live,
                               idempotency_key, case when event_version = version then event_id end as event_id
                        from blogs where idempotency_hash = :hash and id <> :first for update
                        """)
                .param("hash", bytes(hashes.key()))
                .param("first", first)
                .query((row, i) -> row(row))
                .optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        Blog blog = new Blog(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getString("author_id"),
                row.getString("title"),
                row.getString("body"),
                List.of((String[]) row.getArray("tags").getArray()),
                instant(row, "published_at"),
                instant(row, "updated_at"),
                row.getBoolean("live"));
        return new Row(blog, row.getObject("event_id", UUID.class), row.getString("idempotency_key"));
    }

    /**
     * Whether the row is as it was when the database went back: its event was sent before. The round log is asked,
     * since transaction ids of another cluster cannot be compared. An event that the outbox does not keep any more was
     * sent long ago.
     */
    boolean isUnchanged(Row row, LostBlog lost) {
        UUID event = row.eventId();
        return (event != null && event.equals(lost.sentBefore()))
                || wasSent(row.blog().id(), event);
    }

    private boolean wasSent(UUID blog, @Nullable UUID event) {
        return db.sql("""
                        select coalesce(bool_or(
                                   exists (select from relayed where outbox_id = o.id)
                                   or coalesce((select o.id = any(r.outbox_ids) from relay_rounds r
                                                where (r.last_xid, r.last_id) >= (o.xid, o.id)
                                                order by r.last_xid, r.last_id limit 1), false)), true)
                        from outbox o
                        where o.blog_id = :blog
                          and o.event_id = coalesce(cast(:event as uuid),
                                                    (select newest.event_id from outbox newest
                                                     where newest.blog_id = :blog
                                                     order by newest.id desc limit 1))
                        """)
                .param("blog", blog)
                .param("event", event)
                .query(Boolean.class)
                .single();
    }

    /** Frees the key for the blog that was there first. */
    void removeKey(UUID id) {
        db.sql("""
                        update blogs set idempotency_key = null, idempotency_hash = null, request_hash = null
                        where id = :id
                        """).param("id", id).update();
    }

    /** @param key the author's own words, if a twin had them */
    void insert(
            Blog blog, @Nullable String key, @Nullable IdempotencyHashes hashes, Instant createdAt, OutboxEvent event) {
        Map<String, @Nullable Object> row = row(blog, event);
        row.put("key", key);
        row.put("keyHash", hashes == null ? null : bytes(hashes.key()));
        row.put("requestHash", hashes == null ? null : bytes(hashes.request()));
        row.put("createdAt", at(createdAt));
        int inserted = db.sql("""
                        with added as (
                            insert into blogs (id, author_id, version, live, title, body, tags, published_at,
                                               created_at, updated_at, idempotency_key, request_hash,
                                               idempotency_hash, event_id, event_type, event_version)
                            values (:id, :author, :version, :live, :title, :body, :tags, :publishedAt, :createdAt, :at,
                                    :key, :requestHash, :keyHash, :eventId, :ceType, :version)
                            on conflict do nothing
                            returning id, author_id, idempotency_hash, request_hash)
                        insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, idempotency_hash,
                                            request_hash, payload)
                        select :eventId, :ceType, id, author_id, clock_timestamp(), idempotency_hash, request_hash,
                               :payload
                        from added
                        """).params(row).update();
        if (inserted == 0) {
            throw new ConcurrencyFailureException(
                    "a request has used the key of blog %s meanwhile; recover again".formatted(blog.id()));
        }
    }

    void update(Blog blog, OutboxEvent event) {
        db.sql("""
                        with changed as (
                            update blogs set version = :version, live = :live, title = :title, body = :body,
                                             tags = :tags, published_at = :publishedAt, updated_at = :at,
                                             event_id = :eventId, event_type = :ceType, event_version = :version
                            where id = :id
                            returning id, author_id, idempotency_key, idempotency_hash, request_hash)
                        insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, idempotency_hash,
                                            request_hash, payload)
                        select :eventId, :ceType, id, author_id, clock_timestamp(),
                               coalesce(idempotency_hash, hash_of_key(author_id, idempotency_key)), request_hash,
                               :payload
                        from changed
                        """).params(row(blog, event)).update();
    }

    private static Map<String, @Nullable Object> row(Blog blog, OutboxEvent event) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", blog.id());
        row.put("author", blog.authorId());
        row.put("version", blog.version());
        row.put("live", blog.live());
        row.put("title", blog.title());
        row.put("body", blog.body());
        row.put("tags", blog.tags().toArray(String[]::new));
        row.put("publishedAt", at(blog.publishedAt()));
        row.put("at", at(blog.updatedAt()));
        row.put("eventId", event.id());
        row.put("ceType", event.ceType());
        row.put("payload", event.payload());
        return row;
    }

    private static byte[] bytes(String hash) {
        return HexFormat.of().parseHex(hash);
    }
}
