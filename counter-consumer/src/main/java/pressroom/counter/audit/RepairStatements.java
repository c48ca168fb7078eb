package pressroom.counter.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes a repair, in the order of locks that batches of events keep: blogs by id, then authors by id. */
@Repository
class RepairStatements {

    /** Any number that nothing else in this database locks. */
    private static final long LOCK = 0x7265706169720001L;

    private final JdbcClient db;

    RepairStatements(JdbcClient db) {
        this.db = db;
    }

    /** Two repairs at once would both add what a total lacks. */
    void lock() {
        db.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, i) -> 0)
                .single();
    }

    /**
     * Makes the rows what is published, but for those that have another version by now: an event came, and wins. Rows to
     * be removed are first written as they are: so one statement locks all rows in order, those included that it inserts.
     */
    List<ChangedRow> write(List<PostDrift> posts) {
        List<ChangedRow> written = put(posts);
        Set<UUID> removed =
                remove(posts.stream().filter(post -> post.blogs() == null).toList());
        List<ChangedRow> changed = new ArrayList<>();
        for (ChangedRow row : written) {
            if (!removed.contains(row.blogId())) {
                changed.add(row);
            } else if (row.oldAuthor() != null) {
                changed.add(new ChangedRow(row.blogId(), row.oldAuthor(), row.oldLive(), null, null));
            }
        }
        return changed;
    }

    private List<ChangedRow> put(List<PostDrift> posts) {
        List<PostState> rows = posts.stream().map(RepairStatements::toWrite).toList();
        return db.sql("""
                        with published as (
                            select blog_id, author_id, version, live, seen
                              from unnest(
                                     cast(:ids as uuid[]),
                                     cast(:authors as text[]),
                                     cast(:versions as integer[]),
                                     cast(:lives as boolean[]),
                                     cast(:seen as integer[])) as post (blog_id, author_id, version, live, seen))
                        insert into ledger as known (blog_id, author_id, version, live)
                        select blog_id, author_id, version, live from published order by blog_id
                        on conflict (blog_id) do update
                           set author_id = excluded.author_id, version = excluded.version, live = excluded.live
                         where known.version = (select seen from published p where p.blog_id = excluded.blog_id)
                        returning new.blog_id, old.author_id as old_author, old.live as old_live,
                                  new.author_id as new_author, new.live as new_live
                        """)
                .param("ids", posts.stream().map(PostDrift::blogId).toArray(UUID[]::new))
                .param("authors", rows.stream().map(PostState::authorId).toArray(String[]::new))
                .param("versions", rows.stream().map(PostState::version).toArray(Integer[]::new))
                .param("lives", rows.stream().map(PostState::live).toArray(Boolean[]::new))
                .param("seen", posts.stream().map(RepairStatements::seen).toArray(Integer[]::new))
                .query(ChangedRow.class)
                .list();
    }

    private static PostState toWrite(PostDrift post) {
        PostState published = post.blogs();
        return published == null ? Objects.requireNonNull(post.ledger()) : published;
    }

    private static @Nullable Integer seen(PostDrift post) {
        return post.ledger() == null ? null : post.ledger().version();
    }

    private Set<UUID> remove(List<PostDrift> posts) {
        return new HashSet<>(db.sql("""
                        delete from ledger
                        using unnest(cast(:ids as uuid[]), cast(:seen as integer[])) as post (blog_id, seen)
                        where ledger.blog_id = post.blog_id and ledger.version = post.seen
                        returning ledger.blog_id
                        """)
                .param("ids", posts.stream().map(PostDrift::blogId).toArray(UUID[]::new))
                .param("seen", posts.stream().map(RepairStatements::seen).toArray(Integer[]::new))
                .query(UUID.class)
                .list());
    }

    /** Adds these numbers to the authors' totals. */
    List<TotalDrift> add(Map<String, Long> changes) {
        return db.sql("""
                        insert into users as known (id, total_blogs)
                        select author_id, change
                          from unnest(cast(:authors as text[]), cast(:changes as bigint[])) as total (author_id, change)
                         order by author_id
                        on conflict (id) do update set total_blogs = known.total_blogs + excluded.total_blogs
                        returning new.id as author_id, old.total_blogs as total, new.total_blogs as should_be
                        """)
                .param("authors", changes.keySet().toArray(String[]::new))
                .param("changes", changes.values().toArray(Long[]::new))
                .query(TotalDrift.class)
                .list();
    }
}
