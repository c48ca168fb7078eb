package pressroom.chaos.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import pressroom.chaos.check.Databases;
import pressroom.chaos.cluster.Sleep;

/**
 * A copy of the blog database with its relay's position, all of it at one snapshot, and the way back to it. What the topic
 * does not have is never set back, since nothing could bring that back.
 */
final class OlderCopy {
    private static final long SEND_MILLIS = 2_000;
    private static final long LOOK_EVERY_MILLIS = 50;

    private static final String DROP = "drop table if exists chaos_blogs, chaos_outbox, chaos_rounds, chaos_position";

    private final Databases databases;
    private final Connection blog;

    private OlderCopy(Databases databases, Connection blog) {
        this.databases = databases;
        this.blog = blog;
    }

    /**
     * Makes the copy.
     *
     * @param blog a connection that is used for nothing else from now on
     */
    static OlderCopy make(Databases databases, Connection blog) throws SQLException {
        try (Statement statement = blog.createStatement()) {
            statement.execute(DROP);
            blog.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read");
            statement.execute("create table chaos_blogs as table blogs");
            statement.execute("create table chaos_outbox as select xid, id from outbox");
            statement.execute("create table chaos_rounds as select last_xid, last_id from relay_rounds");
            statement.execute("create table chaos_position as select xid, id, topic_ends from relay_position");
            blog.commit();
        }
        return new OlderCopy(databases, blog);
    }

    /**
     * What a restore has done.
     *
     * @param posts how many are lacking or older now
     * @param unsent how many events the relay sends again from its older position
     */
    record Restored(int posts, int unsent) {}

    /**
     * Restores the copy, with all writers of posts locked out.
     *
     * @return nothing if the relay does not send everything within two seconds
     */
    Restored restore() throws SQLException {
        try (Statement statement = blog.createStatement()) {
            statement.execute("set local lock_timeout = '3s'");
            statement.execute("lock table blogs in exclusive mode");
            if (!isAllSent()) {
                blog.rollback();
                return new Restored(0, 0);
            }
            // First: a round that has sent something commits before, and what it wrote is taken back below.
            statement.execute("update relay_position set (xid, id, topic_ends) ="
                    + " (select xid, id, topic_ends from chaos_position)");
            statement.execute("""
                    delete from relay_rounds r
                    where not exists (select from chaos_rounds c where c.last_xid = r.last_xid and c.last_id = r.last_id)
                    """);
            statement.execute("""
                    delete from outbox o where not exists (select from chaos_outbox c where c.xid = o.xid and c.id = o.id)
                    """);
            int posts = statement.executeUpdate("""
                    delete from blogs b
                    where not exists (select from chaos_blogs c where c.id = b.id and c.version = b.version)
                    """);
            statement.execute("""
                    insert into blogs select c.* from chaos_blogs c
                    where not exists (select from blogs b where b.id = c.id)
                    """);
            Restored restored = new Restored(posts, unsent(statement));
            blog.commit();
            return restored;
        } catch (SQLException e) {
            blog.rollback();
            throw e;
        }
    }

    private boolean isAllSent() throws SQLException {
        long end = System.nanoTime() + SEND_MILLIS * 1_000_000;
        while (databases.unsent() > 0) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    private static int unsent(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select count(*) from outbox o, relay_position p where (o.xid, o.id) > (p.xid, p.id)")) {
            row.next();
            return row.getInt(1);
        }
    }

    void drop() throws SQLException {
        blog.setAutoCommit(true);
        try (Statement statement = blog.createStatement()) {
            statement.execute(DROP);
        }
    }
}
