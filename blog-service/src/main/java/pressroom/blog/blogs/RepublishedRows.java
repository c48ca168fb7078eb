package pressroom.blog.blogs;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pressroom.blog.outbox.OutboxEvent;
import pressroom.events.BlogEvent;
import pressroom.events.EventType;

/** Puts the newest events of blogs into the outbox again. All methods belong into one transaction. */
@Repository
class RepublishedRows {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private final JdbcClient db;

    RepublishedRows(JdbcClient db) {
        this.db = db;
    }

    /** An event as it was sent; its id is null if that is not kept. */
    private record SentEvent(
            UUID blogId, @Nullable UUID eventId, @Nullable String ceType) {}

    /** A blog's newest version, and what is known of its event. */
    private record Newest(Blog blog, SentEvent sent) {}

    /** A blog's newest event as it is sent again. */
    private record Again(UUID blogId, UUID eventId, OutboxEvent event) {}

    /** Locks the row of a blog until the transaction ends, and waits for others to end theirs. */
    void lock(UUID id) {
        db.sql("select id from blogs where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    /**
     * Locks those rows that no other transaction has locked. In a transaction at one snapshot it fails if one of them
     * has changed since.
     */
    List<UUID> lockFree(Collection<UUID> ids) {
        return db.sql("select id from blogs where id = any(:ids) order by id for update skip locked")
                .param("ids", ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** Puts the newest events of these blogs, which are locked, into the outbox. */
    void send(Collection<UUID> ids) {
        List<Newest> newest = newest(ids);
        Map<UUID, SentEvent> inOutbox = sent(newest.stream()
                .filter(each -> each.sent().eventId() == null)
                .map(each -> each.blog().id())
                .toList());
        insert(newest.stream()
                .map(each ->
                        again(each.blog(), inOutbox.getOrDefault(each.blog().id(), each.sent())))
                .toList());
    }

    private List<Newest> newest(Collection<UUID> ids) {
        return db.sql("""
                        select id, version, author_id, title, body, tags, published_at, updated_at, live,
                               case when event_version = version then event_id end as event_id,
                               case when event_version = version then event_type end as event_type
                        from blogs where id = any(:ids)
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, i) -> newest(row))
                .list();
    }

    private static Newest newest(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Newest(
                new Blog(
                        id,
                        row.getInt("version"),
                        row.getString("author_id"),
                        row.getString("title"),
                        row.getString("body"),
                        List.of((String[]) row.getArray("tags").getArray()),
                        Blogs.instant(row, "published_at"),
                        Blogs.instant(row, "updated_at"),
                        row.getBoolean("live")),
                new SentEvent(id, row.getObject("event_id", UUID.class), row.getString("event_type")));
    }

    /** The newest events of these blogs that the outbox still has. */
    private Map<UUID, SentEvent> sent(List<UUID> ids) {
        Map<UUID, SentEvent> sent = new HashMap<>();
        if (!ids.isEmpty()) {
            db.sql("""
                            select distinct on (blog_id) blog_id, event_id, ce_type
                            from outbox where blog_id = any(:ids)
                            order by blog_id, outbox.xid desc, outbox.id desc
                            """)
                    .param("ids", ids.toArray(UUID[]::new))
                    .query(SentEvent.class)
                    .list()
                    .forEach(event -> sent.put(event.blogId(), event));
        }
        return sent;
    }

    /** What was sent long before ids were kept gets another one: then any id is as good. */
    private static Again again(Blog blog, SentEvent sent) {
        UUID eventId = sent.eventId();
        return new Again(
                blog.id(), eventId == null ? IDS.generate() : eventId, OutboxEvent.of(event(blog, sent.ceType())));
    }

    private static BlogEvent event(Blog blog, @Nullable String ceType) {
        if (!blog.live()) {
            return blog.toUnpublished();
        }
        boolean isFirst = ceType == null ? blog.version() == 1 : ceType.equals(EventType.PUBLISHED.ceType());
        return isFirst ? blog.toPublished() : blog.toEdited();
    }

    private void insert(List<Again> events) {
        db.sql("""
                        with event as (
                            select * from unnest(
                                cast(:ids as uuid[]), cast(:eventIds as uuid[]), cast(:ceTypes as text[]),
                                cast(:payloads as bytea[]))
                            as sent (blog_id, event_id, ce_type, payload)),
                        kept as (
                            update blogs
                            set event_id = event.event_id, event_type = event.ce_type, event_version = blogs.version
                            from event
                            where blogs.id = event.blog_id and blogs.event_version is distinct from blogs.version)
                        insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at,
                                            idempotency_hash, request_hash, payload)
                        select event.event_id, event.ce_type, blogs.id, author_id, clock_timestamp(),
                               coalesce(idempotency_hash, hash_of_key(author_id, idempotency_key)), request_hash,
                               event.payload
                        from event join blogs on blogs.id = event.blog_id
                        order by blogs.id
                        """)
                .param("ids", events.stream().map(Again::blogId).toArray(UUID[]::new))
                .param("eventIds", events.stream().map(Again::eventId).toArray(UUID[]::new))
                .param(
                        "ceTypes",
                        events.stream().map(each -> each.event().ceType()).toArray(String[]::new))
                .param(
                        "payloads",
                        events.stream().map(each -> each.event().payload()).toArray(byte[][]::new))
                .update();
    }
}
