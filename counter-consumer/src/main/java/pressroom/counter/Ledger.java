package pressroom.counter;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import pressroom.events.BlogEvent;

/** What is known of each blog, and with it the authors' totals: both change in one statement, and so in one commit. */
@Component
class Ledger {

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Enters {@code events}, of which the highest version of each blog decides, whatever their order.
     *
     * @throws org.springframework.dao.DataAccessException when PostgreSQL is out of order, or refuses one of the events; then
     *     none is entered
     */
    void enter(Collection<? extends BlogEvent> events) {
        Map<UUID, BlogEvent> newest = new HashMap<>();
        events.forEach(event -> newest.merge(event.blogId(), event, Ledger::higher));
        write(List.copyOf(newest.values()));
    }

    private static BlogEvent higher(BlogEvent one, BlogEvent other) {
        return other.version() > one.version() ? other : one;
    }

    /**
     * Every instance locks blogs in the order of their ids and then authors in the order of theirs (the sum needs all blogs
     * first), so that two instances that share a partition during a rebalance wait for each other but never deadlock.
     *
     * <p>The difference is booked on the ledger's author, which {@code new} returns: a blog's author never changes. A blog that only got
     * another version is no reason to touch its author's row.
     */
    private void write(List<BlogEvent> events) {
        jdbc.sql("""
                        with changed as (
                            insert into ledger as known (blog_id, author_id, version, live)
                            select blog_id, author_id, version, live
                              from unnest(
                                     cast(:blogIds as uuid[]),
                                     cast(:authorIds as text[]),
                                     cast(:versions as integer[]),
                                     cast(:lives as boolean[])) as event (blog_id, author_id, version, live)
                             order by blog_id
                            on conflict (blog_id) do update
                               set version = excluded.version, live = excluded.live
                             where known.version < excluded.version
                            returning new.author_id,
                                      new.live::int - coalesce(old.live, false)::int as difference,
                                      old.blog_id is null as first_seen
                        )
                        insert into users as known (id, total_blogs)
                        select author_id, sum(difference)
                          from changed
                         group by author_id
                        having sum(difference) <> 0 or bool_or(first_seen)
                         order by author_id
                        on conflict (id) do update
                           set total_blogs = known.total_blogs + excluded.total_blogs
                         where excluded.total_blogs <> 0
                        """)
                .param(
                        "blogIds",
                        events.stream().map(event -> event.blogId().toString()).toArray(String[]::new))
                .param("authorIds", events.stream().map(BlogEvent::authorId).toArray(String[]::new))
                .param("versions", events.stream().mapToInt(BlogEvent::version).toArray())
                .param("lives", lives(events))
                .update();
    }

    private static boolean[] lives(List<BlogEvent> events) {
        boolean[] lives = new boolean[events.size()];
        for (int i = 0; i < lives.length; i++) {
            lives[i] = events.get(i).live();
        }
        return lives;
    }
}
