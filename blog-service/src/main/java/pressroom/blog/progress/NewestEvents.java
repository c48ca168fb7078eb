package pressroom.blog.progress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pressroom.blog.web.Problem;

/** Finds blogs' newest events, and where the relay has brought them. */
@Repository
public class NewestEvents {

    private final JdbcClient db;

    NewestEvents(JdbcClient db) {
        this.db = db;
    }

    /**
     * The newest event of a blog.
     *
     * @throws org.springframework.web.ErrorResponseException 404 when there is no such blog
     */
    NewestEvent of(UUID blogId) {
        return of(List.of(blogId)).stream()
                .findFirst()
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "There is no blog with this id."));
    }

    /** The newest event of each of these blogs that exists, with one question for all of them. */
    public List<NewestEvent> of(Collection<UUID> blogIds) {
        // Laterals with a limit, so that many ids are as many index lookups, whatever the planner thinks of the tables.
        // Transaction ids are in the order of a blog's events in one cluster only; the blog knows its newest one.
        return db.sql("""
                        select b.id, b.version, b.live, b.updated_at, o.id as outbox_id, o.ce_type, o.occurred_at,
                               r.topic_partition, r.topic_offset, r.relayed_at, f.reason, t.replaced_at
                        from blogs b
                        left join lateral (
                            select id, xid, event_id, ce_type, occurred_at from outbox
                            where blog_id = b.id
                              and (event_id = b.event_id or b.event_version is distinct from b.version)
                            order by outbox.xid desc, id desc limit 1) o
                            on true
                        left join lateral (
                            (select topic_partitions[place] as topic_partition, topic_offsets[place] as topic_offset,
                                    relayed_at
                             from (select topic_partitions, topic_offsets, relayed_at,
                                          array_position(outbox_ids, o.id) as place
                                   from relay_rounds
                                   where (last_xid, last_id) >= (o.xid, o.id)
                                   order by last_xid, last_id limit 1) round
                             where place is not null)
                            union all
                            select topic_partition, topic_offset, relayed_at from relayed where outbox_id = o.id
                            order by topic_offset desc limit 1) r
                            on true
                        left join (select max(first_seen_at) as replaced_at from relay_topics having count(*) > 1) t
                            on coalesce(r.relayed_at, case when o.id is null then b.updated_at end) < t.replaced_at
                        left join outbox_refused f on f.outbox_id = o.id and f.event_id = o.event_id
                        where b.id = any(:ids)
                        """)
                .param("ids", blogIds.toArray(UUID[]::new))
                .query((row, i) -> event(row))
                .list();
    }

    private static NewestEvent event(ResultSet row) throws SQLException {
        boolean kept = row.getObject("outbox_id") != null;
        Instant replacedAt = row.getObject("replaced_at") == null ? null : instant(row, "replaced_at");
        return new NewestEvent(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                kept ? plain(row.getString("ce_type")) : likelyType(row.getBoolean("live"), row.getInt("version")),
                instant(row, kept ? "occurred_at" : "updated_at"),
                kept,
                replacedAt == null ? place(row) : null,
                replacedAt,
                row.getString("reason"));
    }

    private static NewestEvent.@Nullable Place place(ResultSet row) throws SQLException {
        if (row.getObject("topic_offset") == null) {
            return null;
        }
        OffsetDateTime at = row.getObject("relayed_at", OffsetDateTime.class);
        return new NewestEvent.Place(
                row.getInt("topic_partition"), row.getLong("topic_offset"), at == null ? null : at.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** {@code pressroom.BlogPublished.v1} is BlogPublished to a reader. */
    private static String plain(String ceType) {
        return ceType.replaceFirst("^pressroom\\.", "").replaceFirst("\\.v\\d+$", "");
    }

    /** Without its event, what a blog's row lets one conclude: published again after being taken back looks like an edit. */
    private static String likelyType(boolean live, int version) {
        return !live ? "BlogUnpublished" : version == 1 ? "BlogPublished" : "BlogEdited";
    }

    /**
     * By partition, an offset before which all events lie that are no longer kept. Taken from the oldest rows that are kept:
     * exact but for transactions that were open at the same time.
     */
    Map<Integer, Long> oldestKeptOffsets() {
        return db
                .sql("""
                        select topic_partition, min(topic_offset) as oldest
                        from ((select topic_partition, topic_offset from relayed order by outbox_id limit 10000)
                              union all
                              (select unnest(topic_partitions), unnest(topic_offsets) from relay_rounds
                               order by last_xid, last_id limit 10000)) oldest_rows
                        group by topic_partition
                        """)
                .query((row, i) -> Map.entry(row.getInt("topic_partition"), row.getLong("oldest")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
