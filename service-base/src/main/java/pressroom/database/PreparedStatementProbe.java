package pressroom.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/**
 * Tells whether a statement that was prepared in one session can be executed in the next one that the pooler hands
 * out.
 */
final class PreparedStatementProbe {

    /** Class "invalid SQL statement name"; and what PostgreSQL says of a name that another client has used. */
    private static final String UNKNOWN_STATEMENT = "26";

    private static final String DUPLICATE_STATEMENT = "42P05";

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
                return session(statement) > 0;
            } catch (SQLException e) {
                if (isLost(e)) {
                    return false;
                }
                throw e;
            } finally {
                second.rollback();
            }
        }
    }

    private static boolean isLost(SQLException e) {
        return e.getSQLState() != null
                && (e.getSQLState().startsWith(UNKNOWN_STATEMENT)
                        || e.getSQLState().equals(DUPLICATE_STATEMENT));
    }

    private static int session(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
