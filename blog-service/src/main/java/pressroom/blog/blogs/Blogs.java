package pressroom.blog.blogs;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pressroom.blog.outbox.OutboxEvent;
import pressroom.blog.outbox.RelaySignal;
import pressroom.blog.web.Problem;
import pressroom.events.BlogEvent;
import pressroom.http.ByteBudget;
import pressroom.http.RequestBudget;

/**
 * All blogs. Each change is one statement and so one commit: the blog, its event in the outbox, and the idempotency key are
 * there together or not at all.
 */
@Repository
class Blogs {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /** Most texts are shorter, and are read at once. */
    private static final int MOST_UNASKED_BYTES = (int) ByteBudget.SMALL;

    /** The row, the text that is made of it, and what is written. */
    private static final int ANSWER_COPIES = 4;

    private final JdbcClient db;
    private final GroupCommit groups;
    private final RelaySignal relay;
    private final RequestBudget budget;
    private final Clock clock;

    Blogs(JdbcClient db, GroupCommit groups, RelaySignal relay, RequestBudget budget, Clock clock) {
        this.db = db;
        this.groups = groups;
        this.relay = relay;
        this.budget = budget;
        this.clock = clock;
    }

    /** Publishes a draft, unless a request with the same key has done so. */
    Publication publish(PublishBlog wish) {
        NewBlog wished = wished(wish);
        return groups.publish(wished) ? new Publication(wished.blog(), false) : replay(wish);
    }

    /** What would be written; refused is what no database needs to be asked about. */
    NewBlog wished(PublishBlog wish) {
        Instant now = now();
        Blog blog = first(
                IDS.generate(), wish, Objects.requireNonNullElse(wish.draft().publishedAt(), now), now);
        return new NewBlog(wish, blog, OutboxEvent.of(blog.toPublished()));
    }

    /** The answer of the first request with this key: the same draft made it, so it can be told again from this one. */
    Publication replay(PublishBlog wish) {
        byte[] hash = wish.draft().hash();
        return db.sql("""
                        select id, published_at, created_at, request_hash
                        from blogs
                        where (author_id = :author and idempotency_key = :key)
                           or idempotency_hash = hash_of_key(:author, :key)
                        order by created_at limit 1
                        """)
                .param("author", wish.authorId())
                .param("key", Objects.requireNonNull(wish.key()).value())
                .query((row, i) -> {
                    if (!Arrays.equals(hash, row.getBytes("request_hash"))) {
                        throw Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "This Idempotency-Key was used for another post. Use a new key for a new post.");
                    }
                    UUID id = row.getObject("id", UUID.class);
                    Blog first = first(id, wish, instant(row, "published_at"), instant(row, "created_at"));
                    return new Publication(first, true);
                })
                .single();
    }

    private static Blog first(UUID id, PublishBlog wish, Instant publishedAt, Instant now) {
        Draft draft = wish.draft();
        return new Blog(id, 1, wish.authorId(), draft.title(), draft.body(), draft.tags(), publishedAt, now, true);
    }

    /**
     * The blog in its latest version, live or not. A long text is read only once the request's budget has room for it.
     *
     * @throws org.springframework.web.ErrorResponseException 429 or 503 when there is no room for the text
     */
    Optional<Blog> find(UUID id) {
        Optional<Found> found = find(id, MOST_UNASKED_BYTES);
        if (found.isPresent() && found.get().bodyBytes() > MOST_UNASKED_BYTES) {
            budget.takeForAnswer(ANSWER_COPIES * (long) found.get().bodyBytes());
            found = find(id, Integer.MAX_VALUE);
        }
        return found.map(Found::blog);
    }

    private Optional<Found> find(UUID id, int mostBytes) {
        // The length is known without reading the text.
        return db.sql("""
                        select id, version, author_id, title, octet_length(body) as body_bytes,
                               case when octet_length(body) <= :most then body else '' end as body,
                               tags, published_at, updated_at, live
                        from blogs where id = :id
                        """)
                .param("id", id)
                .param("most", mostBytes)
                .query((row, i) -> new Found(
                        new Blog(
                                row.getObject("id", UUID.class),
                                row.getInt("version"),
                                row.getString("author_id"),
                                row.getString("title"),
                                row.getString("body"),
                                List.of((String[]) row.getArray("tags").getArray()),
                                instant(row, "published_at"),
                                instant(row, "updated_at"),
                                row.getBoolean("live")),
                        row.getInt("body_bytes")))
                .optional();
    }

    /** A blog, with an empty text if that has more bytes than were asked for. */
    private record Found(Blog blog, int bodyBytes) {}

    /**
     * Gives a blog its next version, from the one that the author saw.
     *
     * @return the new version; empty when the blog has changed since {@code seen}
     */
    Optional<Blog> edit(Blog seen, Draft draft, @Nullable String traceparent) {
        Blog edited = seen.edited(draft, now());
        return change(edited, traceparent, seen.live() ? edited.toEdited() : edited.toPublished());
    }

    /**
     * Takes a blog back.
     *
     * @return the unpublished version; empty when the blog has changed since {@code seen}
     */
    Optional<Blog> unpublish(Blog seen, @Nullable String traceparent) {
        Blog gone = seen.unpublished(now());
        return change(gone, traceparent, gone.toUnpublished());
    }

    /**
     * The row is locked before it is changed, since an update takes its transaction id before it waits for the lock: without
     * this, a later version could have the lower id and reach the topic first.
     */
    private Optional<Blog> change(Blog next, @Nullable String traceparent, BlogEvent event) {
        Map<String, @Nullable Object> row = row(next, traceparent, event);
        row.put("live", next.live());
        int changed = db.sql("""
                        with seen as materialized (
                            select id from blogs where id = :id and version = :version - 1 for update),
                        changed as (
                            update blogs set version = :version, live = :live, title = :title, body = :body,
                                             tags = :tags, updated_at = :now,
                                             event_id = :eventId, event_type = :ceType, event_version = :version
                            from seen where blogs.id = seen.id
                            returning blogs.id, idempotency_key, idempotency_hash, request_hash)
                        insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, traceparent,
                                            idempotency_hash, request_hash, payload)
                        select :eventId, :ceType, id, :author, clock_timestamp(), :traceparent,
                               coalesce(idempotency_hash, hash_of_key(:author, idempotency_key)), request_hash, :payload
                        from changed
                        """).params(row).update();
        if (changed == 0) {
            return Optional.empty();
        }
        relay.committed();
        return Optional.of(next);
    }

    private static Map<String, @Nullable Object> row(Blog blog, @Nullable String traceparent, BlogEvent data) {
        OutboxEvent event = OutboxEvent.of(data);
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", blog.id());
        row.put("author", blog.authorId());
        row.put("version", blog.version());
        row.put("title", blog.title());
        row.put("body", blog.body());
        row.put("tags", blog.tags().toArray(String[]::new));
        row.put("now", at(blog.updatedAt()));
        row.put("eventId", event.id());
        row.put("ceType", event.ceType());
        row.put("traceparent", traceparent);
        row.put("payload", event.payload());
        return row;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
