package pressroom.blog.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pressroom.blog.progress.NewestEvent;
import pressroom.blog.progress.NewestEvents;
import pressroom.database.Snapshot;

/**
 * Reads the state of blogs, each answer at one snapshot. A read-only transaction has no transaction id, so that the relay
 * does not wait for it.
 */
@Repository
class BlogStateReader {

    static final int BUCKETS = 256;

    /** So that no statement reads all: of 10,000,000 blogs it reads 600,000. */
    private static final int BUCKETS_OF_A_STATEMENT = 16;

    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient db;
    private final NewestEvents events;
    private final Snapshot snapshot;

    BlogStateReader(JdbcClient db, NewestEvents events, Snapshot snapshot) {
        this.db = db;
        this.events = events;
        this.snapshot = snapshot;
    }

    /** A blog without what is known of its newest event's way. */
    private record Row(
            UUID id,
            int version,
            boolean live,
            String authorId,
            @Nullable UUID eventId) {}

    /** Every bucket from {@code first} to {@code last}, those without a blog included. */
    List<BucketState> buckets(int first, int last) {
        return snapshot.read(() -> {
            Map<Integer, BucketState> found = new TreeMap<>();
            for (int from = first; from <= last; from += BUCKETS_OF_A_STATEMENT) {
                read(from, Math.min(last, from + BUCKETS_OF_A_STATEMENT - 1))
                        .forEach(each -> found.put(each.bucket(), each));
            }
            List<BucketState> all = new ArrayList<>();
            for (int bucket = first; bucket <= last; bucket++) {
                all.add(found.getOrDefault(bucket, new BucketState(bucket, 0, "")));
            }
            return all;
        });
    }

    /** The index blogs_audit has the same words, or it would not be used. */
    private List<BucketState> read(int from, int to) {
        return db.sql("""
                        select get_byte(sha256(uuid_send(id)), 0) as bucket, count(*) as blogs,
                               encode(sha256(string_agg(
                                      uuid_send(id) || int4send(version) || boolsend(live)
                                      || int4send(octet_length(author_id)) || convert_to(author_id, 'UTF8'),
                                      ''::bytea order by id)), 'hex') as digest
                        from blogs
                        where get_byte(sha256(uuid_send(id)), 0) between :from and :to
                        group by get_byte(sha256(uuid_send(id)), 0)
                        """)
                .param("from", from)
                .param("to", to)
                .query(BucketState.class)
                .list();
    }

    /**
     * A page of one bucket's blogs.
     *
     * @param after only ids behind this one; null for the first page
     */
    BlogStates page(int bucket, @Nullable UUID after, int limit) {
        return snapshot.read(() -> {
            List<Row> rows = db.sql("""
                            select id, version, live, author_id, case when event_version = version then event_id end
                                   as event_id
                            from blogs
                            where get_byte(sha256(uuid_send(id)), 0) = :bucket and id > :after
                            order by id
                            limit :limit
                            """)
                    .param("bucket", bucket)
                    .param("after", Objects.requireNonNullElse(after, FIRST))
                    .param("limit", limit)
                    .query(Row.class)
                    .list();
            UUID next = rows.size() < limit ? null : rows.get(limit - 1).id();
            return new BlogStates(null, states(rows), next);
        });
    }

    /** These blogs, as far as they exist. */
    BlogStates of(Collection<UUID> ids) {
        return snapshot.read(() -> new BlogStates(
                null,
                states(db.sql("""
                                select id, version, live, author_id, case when event_version = version then event_id end
                                       as event_id
                                from blogs where id = any(:ids) order by id
                                """)
                        .param("ids", ids.toArray(UUID[]::new))
                        .query(Row.class)
                        .list()),
                null));
    }

    private List<BlogState> states(List<Row> rows) {
        Map<UUID, NewestEvent> newest = events.of(rows.stream().map(Row::id).toList()).stream()
                .collect(Collectors.toMap(NewestEvent::blogId, Function.identity()));
        return rows.stream()
                .map(row -> state(row, Objects.requireNonNull(newest.get(row.id()))))
                .toList();
    }

    private static BlogState state(Row row, NewestEvent event) {
        NewestEvent.Place place = event.place();
        return new BlogState(
                row.id(),
                row.version(),
                row.live(),
                row.authorId(),
                row.eventId(),
                event.isSettled() || event.replacedAt() != null,
                place == null ? null : place.partition(),
                place == null ? null : place.offset());
    }
}
