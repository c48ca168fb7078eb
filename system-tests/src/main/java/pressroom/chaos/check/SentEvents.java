package pressroom.chaos.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Which committed events the relay has sent, by its rounds instead of its position. */
final class SentEvents {
    private final Databases databases;

    SentEvents(Databases databases) {
        this.databases = databases;
    }

    /**
     * The end of the outbox at a time.
     *
     * @param serverStart when PostgreSQL was started: a crash takes the newest rounds back
     */
    record End(String serverStart, String xid, long id) {}

    End end() throws SQLException {
        try (Connection connection = databases.connect("blog");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select pg_postmaster_start_time()::text, coalesce(newest.xid::text, '0'), coalesce(newest.id, 0)
                        from (select) one
                        left join (select o.xid, o.id from outbox o order by o.xid desc, o.id desc limit 1) newest
                            on true
                        """)) {
            row.next();
            return new End(row.getString(1), row.getString(2), row.getLong(3));
        }
    }

    /** How many of the last 200 events up to that end are in no round; 0 if PostgreSQL was started since. */
    long unsentUpTo(End end) throws SQLException {
        String sql = """
                select count(*) filter (where not is_sent and pg_postmaster_start_time()::text = ?)
                from (select o.id,
                             exists (select from outbox_refused f where (f.outbox_id, f.event_id) = (o.id, o.event_id))
                             or exists (
                                 select from (select r.outbox_ids from relay_rounds r
                                              where (r.last_xid, r.last_id) >= (o.xid, o.id)
                                              order by r.last_xid, r.last_id limit 1) round
                                 where o.id = any (round.outbox_ids)) as is_sent
                      from (select xid, id, event_id from outbox
                            where (outbox.xid, outbox.id) <= (cast(? as xid8), ?)
                            order by outbox.xid desc, outbox.id desc limit 200) o) events
                """;
        try (Connection connection = databases.connect("blog");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, end.serverStart());
            statement.setString(2, end.xid());
            statement.setLong(3, end.id());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
