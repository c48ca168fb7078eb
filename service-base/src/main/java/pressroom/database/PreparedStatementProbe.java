package pressroom.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/**
 * Tells whether a statement that was prepared in one session can be executed in the next one that the pooler hands
 * out.
 */
final class PreparedStatementProbe {

    /** The session knows no statement of this name; it has one of another client; that one takes other parameters. */
    private static final Set<String> LOST = Set.of("26000", "42P05", "08P01");

    private PreparedStatementProbe() {}

    /**
     * Prepares a statement, occupies the session in which that happened by another connection's transaction, and
     * executes the statement again.
     *
     * @return false if the statement was lost
     * @throws SQLException when the database does not answer
     */
    static boolean survives(DataSource pool) throws SQLException {
        try (Connection first = pool.getConnection();
                Connection second = pool.getConnection();
                PreparedStatement statement = first.prepareStatement("select pg_backend_pid()")) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(1);
            session(statement);
            second.setAutoCommit(false);
            try (PreparedStatement occupy = second.prepareStatement("select pg_backend_pid()")) {
                occupy.unwrap(PGStatement.class).setPrepareThreshold(0);
                session(occupy);
                // Outside of a transaction the driver would prepare it again by itself, and nothing would be seen.
                first.setAutoCommit(false);
                return session(statement) > 0;
            } catch (SQLException e) {
                if (LOST.contains(String.valueOf(e.getSQLState()))) {
                    return false;
                }
                throw e;
            } finally {
                first.rollback();
                second.rollback();
            }
        }
    }

    private static int session(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
