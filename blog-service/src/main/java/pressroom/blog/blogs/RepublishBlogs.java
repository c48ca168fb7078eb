package pressroom.blog.blogs;

import com.fasterxml.uuid.Generators;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.blog.outbox.OutboxEvent;
import pressroom.blog.outbox.RelaySignal;
import pressroom.events.BlogEvent;
import pressroom.events.EventType;

/**
 * Sends the newest version of blogs again, with its version and its event id, through the outbox: a consumer that
 * has it ignores it, whether it remembers versions or event ids. The blog's row is locked until its event is in the
 * outbox, so that no change comes between.
 */
@Component
class RepublishBlogs {

    private static final Logger audit = LoggerFactory.getLogger("pressroom.audit");
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient db;
    private final RelaySignal relay;
    private final TransactionOperations transaction;

    RepublishBlogs(JdbcClient db, RelaySignal relay, TransactionOperations transaction) {
        this.db = db;
        this.relay = relay;
        this.transaction = transaction;
    }

    /** A blog's newest version with its event. */
    private record Newest(Blog blog, UUID eventId, BlogEvent event) {}

    /**
     * Does it, or tells which blogs it would be done to.
     *
     * @param operator the token's subject, for the log
     */
    RepublishReport republish(RepublishRequest request, String operator) {
        List<UUID> selected = select(request);
        if (!request.isDryRun()) {
            selected.forEach(id -> transaction.executeWithoutResult(open -> republish(id)));
            audit.info(
                    "operator={} call=republish reason=\"{}\" blogs={} first={}",
                    operator,
                    request.line(),
                    selected.size(),
                    selected.isEmpty() ? "none" : selected.get(0));
            relay.committed();
        }
        UUID next = selected.size() < request.most() ? null : selected.get(selected.size() - 1);
        return new RepublishReport(request.isDryRun(), selected, next);
    }

    private List<UUID> select(RepublishRequest request) {
        List<UUID> ids = request.blogIds();
        return db.sql("""
                        select id from blogs
                        where id > :after
                          and (cast(:ids as uuid[]) is null or id = any(cast(:ids as uuid[])))
                          and (cast(:author as text) is null or author_id = :author)
                          and (cast(:since as timestamptz) is null or updated_at >= :since)
                        order by id
                        limit :limit
                        """)
                .param("after", Objects.requireNonNullElse(request.after(), FIRST))
                .param("ids", ids == null ? null : ids.toArray(UUID[]::new))
                .param("author", request.author())
                .param("since", request.changedSince() == null ? null : Blogs.at(request.changedSince()))
                .param("limit", request.most())
                .query(UUID.class)
                .list();
    }

    private void republish(UUID id) {
        Newest newest =
                db.sql("""
                        select id, version, author_id, title, body, tags, published_at, updated_at, live,
                               case when event_version = version then event_id end as event_id, event_type
                        from blogs where id = :id for update
                        """).param("id", id).query((row, i) -> newest(row)).single();
        OutboxEvent encoded = OutboxEvent.of(newest.event());
        db.sql("""
                        with kept as (
                            update blogs set event_id = :eventId, event_type = :ceType, event_version = version
                            where id = :id and event_version is distinct from version)
                        insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at,
                                            idempotency_hash, request_hash, payload)
                        select :eventId, :ceType, id, author_id, clock_timestamp(),
                               coalesce(idempotency_hash, hash_of_key(author_id, idempotency_key)), request_hash,
                               :payload
                        from blogs where id = :id
                        """)
                .param("eventId", newest.eventId())
                .param("ceType", encoded.ceType())
                .param("id", id)
                .param("payload", encoded.payload())
                .update();
    }

    private Newest newest(ResultSet row) throws SQLException {
        Blog blog = new Blog(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getString("author_id"),
                row.getString("title"),
                row.getString("body"),
                List.of((String[]) row.getArray("tags").getArray()),
                Blogs.instant(row, "published_at"),
                Blogs.instant(row, "updated_at"),
                row.getBoolean("live"));
        UUID eventId = row.getObject("event_id", UUID.class);
        if (eventId != null) {
            return new Newest(blog, eventId, event(blog, row.getString("event_type")));
        }
        return db.sql("""
                        select event_id, ce_type from outbox where blog_id = :id
                        order by outbox.xid desc, outbox.id desc limit 1
                        """)
                .param("id", blog.id())
                .query((sent, i) -> new Newest(
                        blog, sent.getObject("event_id", UUID.class), event(blog, sent.getString("ce_type"))))
                .optional()
                // It was sent long before ids were kept: then any id is as good.
                .orElseGet(() ->
                        new Newest(blog, Generators.timeBasedEpochGenerator().generate(), event(blog, null)));
    }

    private static BlogEvent event(Blog blog, @Nullable String ceType) {
        if (!blog.live()) {
            return blog.toUnpublished();
        }
        boolean isFirst = ceType == null ? blog.version() == 1 : ceType.equals(EventType.PUBLISHED.ceType());
        return isFirst ? blog.toPublished() : blog.toEdited();
    }
}
