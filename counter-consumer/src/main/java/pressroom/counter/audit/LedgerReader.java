package pressroom.counter.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pressroom.consumer.audit.BucketState;

/** Reads the ledger as audits compare it. */
@Repository
class LedgerReader {

    /** In the range of a page of 1,000 posts there are as many; more, if rows were added by hand. */
    private static final int MOST_ROWS = 10_000;

    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient db;

    LedgerReader(JdbcClient db) {
        this.db = db;
    }

    /**
     * The buckets that hold a row, by number, with the digests that blog-service makes of {@code blogs}.
     *
     * @param first the first bucket, from 0
     * @param last the last one, up to 255
     */
    Map<Integer, BucketState> buckets(int first, int last) {
        Map<Integer, BucketState> buckets = new TreeMap<>();
        db.sql("""
                            select get_byte(sha256(uuid_send(blog_id)), 0) as bucket, count(*) as blogs,
                                   encode(sha256(string_agg(
                                          uuid_send(blog_id) || int4send(version) || boolsend(live)
                                          || int4send(octet_length(author_id)) || convert_to(author_id, 'UTF8'),
                                          ''::bytea order by blog_id)), 'hex') as digest
                            from ledger
                            where get_byte(sha256(uuid_send(blog_id)), 0) between :first and :last
                            group by get_byte(sha256(uuid_send(blog_id)), 0)
                            """)
                .param("first", first)
                .param("last", last)
                .query(BucketState.class)
                .list()
                .forEach(bucket -> buckets.put(bucket.bucket(), bucket));
        return buckets;
    }

    /** A bucket's rows with ids behind {@code after} and up to {@code last}; null is no limit. */
    Map<UUID, LedgerRow> between(int bucket, @Nullable UUID after, @Nullable UUID last) {
        return byId(db.sql("""
                        select blog_id, author_id, version, live from ledger
                        where get_byte(sha256(uuid_send(blog_id)), 0) = :bucket and blog_id > :after
                          and (cast(:last as uuid) is null or blog_id <= :last)
                        order by blog_id
                        limit :most
                        """)
                .param("bucket", bucket)
                .param("after", Objects.requireNonNullElse(after, FIRST))
                .param("last", last)
                .param("most", MOST_ROWS)
                .query(LedgerRow.class)
                .list());
    }

    /** The rows of these blogs, as far as there are any. */
    Map<UUID, LedgerRow> of(Collection<UUID> ids) {
        return byId(db.sql("select blog_id, author_id, version, live from ledger where blog_id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(LedgerRow.class)
                .list());
    }

    private static Map<UUID, LedgerRow> byId(Collection<LedgerRow> rows) {
        Map<UUID, LedgerRow> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.blogId(), row));
        return byId;
    }
}
