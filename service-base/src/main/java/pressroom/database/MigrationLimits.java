package pressroom.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Gives a migration the time that an index of a large table takes. What the service's sessions have is for its
 * requests: the driver would give the migration up, and the next attempt too. How long a lock is waited for stays as it
 * is, since others queue up behind a migration that waits for one; the next attempt waits again.
 */
final class MigrationLimits extends BaseCallback {

    /** The server ends a statement before the driver gives it up. */
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Duration longest;
    private int usualMillis;

    MigrationLimits(Duration longest) {
        this.longest = longest;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE_ERROR;
    }

    /**
     * Called in the migration's own transaction, whose end takes the settings of PostgreSQL back. A migration without
     * one, such as an index that is made beside writers, has them for its session, which goes back to a pool.
     */
    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try {
            if (event == Event.BEFORE_EACH_MIGRATE) {
                raise(connection);
            } else if (!connection.isClosed()) {
                reset(connection);
            }
        } catch (SQLException e) {
            throw new FlywayException("The connection of the migration is broken: " + e.getMessage(), e);
        }
    }

    private void raise(Connection connection) throws SQLException {
        usualMillis = connection.getNetworkTimeout();
        connection.setNetworkTimeout(
                Runnable::run, Math.toIntExact(longest.plus(LATER).toMillis()));
        boolean isOutside = connection.getAutoCommit();
        String scope = isOutside ? "session" : "local";
        try (Statement limits = connection.createStatement()) {
            limits.execute("set %s statement_timeout = %d".formatted(scope, longest.toMillis()));
            // So that a statement whose service was ended does not go on, and keep the next attempt waiting.
            limits.execute("set %s client_connection_check_interval = '2s'".formatted(scope));
            if (isOutside) {
                // It waits for transactions that are older than the index, and no writer queues up behind it.
                limits.execute("set session lock_timeout = %d".formatted(longest.toMillis()));
            }
        }
    }

    private void reset(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            try (Statement limits = connection.createStatement()) {
                limits.execute("reset statement_timeout");
                limits.execute("reset client_connection_check_interval");
                limits.execute("reset lock_timeout");
            }
        }
        connection.setNetworkTimeout(Runnable::run, usualMillis);
    }
}
