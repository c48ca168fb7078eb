package pressroom.blog.blogs;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Publishes any number of blogs with one statement: one round trip and, outside of a transaction, one commit. */
@Component
class PublishStatement {

    private final JdbcClient db;

    PublishStatement(JdbcClient db) {
        this.db = db;
    }

    /**
     * Writes blogs, events and idempotency keys, all or nothing. A request with one of the keys that has not committed yet is
     * waited for, up to the session's lock_timeout; everybody takes keys in the same order, so that two who share several do not
     * deadlock.
     *
     * @return the ids of those that are new: the others' keys were there before
     */
    Set<UUID> execute(List<NewBlog> blogs) {
        return execute(blogs, null);
    }

    /** The same, but waits so long at most, in PostgreSQL's words. */
    Set<UUID> execute(List<NewBlog> blogs, @Nullable String lockTimeout) {
        return Set.copyOf(db.sql("""
                        with patience as materialized (
                            select set_config('lock_timeout',
                                              coalesce(cast(:lockTimeout as text), current_setting('lock_timeout')), true)),
                        wished as (
                            select * from unnest(
                                cast(:ids as uuid[]), cast(:authors as text[]), cast(:titles as text[]),
                                cast(:bodies as text[]), cast(:tags as text[]), cast(:publishedAts as timestamptz[]),
                                cast(:createdAts as timestamptz[]), cast(:keys as text[]), cast(:hashes as bytea[]),
                                cast(:eventIds as uuid[]), cast(:ceTypes as text[]), cast(:traceparents as text[]),
                                cast(:payloads as bytea[]))
                            as wish (id, author_id, title, body, tags, published_at, created_at, idempotency_key,
                                     request_hash, event_id, ce_type, traceparent, payload)),
                        published as (
                            insert into blogs (id, author_id, version, live, title, body, tags,
                                               published_at, created_at, updated_at, idempotency_key, request_hash,
                                               idempotency_hash, event_id, event_type, event_version)
                            select id, author_id, 1, true, title, body, cast(tags as text[]),
                                   published_at, created_at, created_at, idempotency_key, request_hash,
                                   hash_of_key(author_id, idempotency_key), event_id, ce_type, 1
                            from wished, patience order by author_id, idempotency_key
                            on conflict do nothing
                            returning id, idempotency_hash),
                        events as (
                            insert into outbox (event_id, ce_type, blog_id, author_id, occurred_at, traceparent,
                                                idempotency_hash, request_hash, payload)
                            select event_id, ce_type, id, author_id, clock_timestamp(), traceparent,
                                   idempotency_hash, request_hash, payload
                            from published join wished using (id))
                        select id from published
                        """)
                .param("lockTimeout", lockTimeout)
                .param("ids", texts(blogs, NewBlog::id))
                .param("authors", texts(blogs, each -> each.blog().authorId()))
                .param("titles", texts(blogs, each -> each.blog().title()))
                .param("bodies", texts(blogs, each -> each.blog().body()))
                .param("tags", texts(blogs, each -> arrayLiteral(each.blog().tags())))
                .param("publishedAts", times(blogs, each -> each.blog().publishedAt()))
                .param("createdAts", times(blogs, each -> each.blog().updatedAt()))
                .param("keys", texts(blogs, NewBlog::key))
                .param("hashes", blogs.stream().map(NewBlog::requestHash).toArray(byte[][]::new))
                .param("eventIds", texts(blogs, each -> each.event().id()))
                .param("ceTypes", texts(blogs, each -> each.event().ceType()))
                .param("traceparents", texts(blogs, each -> each.wish().traceparent()))
                .param(
                        "payloads",
                        blogs.stream().map(each -> each.event().payload()).toArray(byte[][]::new))
                .query(UUID.class)
                .list());
    }

    private static String[] times(List<NewBlog> blogs, Function<NewBlog, Instant> time) {
        return texts(blogs, each -> Blogs.at(time.apply(each)));
    }

    private static @Nullable String[] texts(List<NewBlog> blogs, Function<NewBlog, @Nullable Object> part) {
        return blogs.stream()
                .map(part)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    /** A blog's tags are an array of their own, and PostgreSQL's arrays of arrays are rectangular. */
    private static String arrayLiteral(List<String> elements) {
        StringBuilder literal = new StringBuilder("{");
        for (String element : elements) {
            literal.append(literal.length() > 1 ? ",\"" : "\"")
                    .append(element.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
