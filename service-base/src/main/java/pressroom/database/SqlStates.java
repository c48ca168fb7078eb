package pressroom.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells by SQLSTATE whether a server failed rather than a statement. */
public final class SqlStates {

    /** The server takes no writes: it was demoted, or is set so. */
    static final String READ_ONLY = "25006";

    /** PostgreSQL has no code of its own for a missing partition. */
    private static final String CHECK_VIOLATION = "23514";

    /**
     * Connection exception, insufficient resources, operator intervention, system error; and a prepared statement
     * that a connection pooler has lost.
     */
    private static final Set<String> OUTAGES = Set.of("08", "26", "53", "57", "58");

    private SqlStates() {}

    /** Whether a later attempt, perhaps on another connection, may succeed without any change of the request. */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (isOutage(sql.getSQLState()) || isTakenAway(sql))) {
                return true;
            }
        }
        return false;
    }

    /** HikariCP's answer to the rollback on a connection that it has just thrown away: it hides why. */
    private static boolean isTakenAway(SQLException failure) {
        return failure.getSQLState() == null && "Connection is closed".equals(failure.getMessage());
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null
                && (state.equals(READ_ONLY) || state.length() == 5 && OUTAGES.contains(state.substring(0, 2)));
    }

    /** Whether a partition is missing for a new row: it will be made in a few seconds. */
    public static boolean isMissingPartition(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && CHECK_VIOLATION.equals(sql.getSQLState())
                    && String.valueOf(sql.getMessage()).contains("no partition of relation")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the session is of no more use: the server is gone, ends it, or takes no writes in it. */
    static boolean endsSession(@Nullable String state) {
        return state != null
                && (state.equals(READ_ONLY)
                        || state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("58"));
    }
}
