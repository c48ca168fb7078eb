package pressroom.counter.audit;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Compares the totals with the ledger. */
@Repository
class AuthorTotals {

    private static final int TIMEOUT_SECONDS = 40;

    private final JdbcClient db;
    private final JdbcOperations connection;

    AuthorTotals(JdbcClient db, JdbcOperations connection) {
        this.db = db;
        this.connection = connection;
    }

    /**
     * The authors whose total is not the number of their live rows, and {@code others}, in order. Reads the whole ledger,
     * which may take longer than other statements may. To be called in a transaction.
     *
     * @param most most of those that differ
     */
    List<AuthorTotal> differing(Collection<String> others, int most) {
        db.sql("set local statement_timeout = '%ds'".formatted(TIMEOUT_SECONDS)).update();
        // The pool sets it back when the connection is returned.
        connection.execute((ConnectionCallback<Boolean>) session -> {
            session.setNetworkTimeout(Runnable::run, (TIMEOUT_SECONDS + 5) * 1000);
            return true;
        });
        return db.sql("""
                        with counted as (
                            select author_id, count(*) filter (where live) as live_rows from ledger group by author_id),
                        compared as (
                            select coalesce(u.id, c.author_id) as author_id, u.total_blogs as total,
                                   coalesce(c.live_rows, 0) as live_rows
                            from counted c full join users u on u.id = c.author_id)
                        (select author_id, total, live_rows from compared
                         where author_id = any(cast(:others as text[])))
                        union all
                        (select author_id, total, live_rows from compared
                         where total is distinct from live_rows and author_id <> all(cast(:others as text[]))
                         order by author_id limit :most)
                        order by author_id
                        """)
                .param("others", others.toArray(String[]::new))
                .param("most", most)
                .query(AuthorTotal.class)
                .list();
    }
}
