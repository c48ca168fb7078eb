package pressroom.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Whether the sessions that the service gets are what it needs. Through a connection pooler they need not be, and
 * then some requests fail and others do not; so that is found before the first one, and told with the setting that
 * mends it.
 */
public class SessionCheck {

    static final String NOT_POOLED = "spring.datasource.url leads to a connection pooler, such as PgBouncer."
            + " Set pressroom.database.pooled=true, and spring.flyway.url to the address of PostgreSQL itself";

    static final String POOLED_MIGRATIONS = "spring.flyway.url leads to a connection pooler, such as PgBouncer."
            + " Migrations need a session of their own: set it to the address of PostgreSQL itself";

    static final String PREPARED = "Prepared statements do not survive a transaction of this connection pooler."
            + " Remove prepareThreshold from spring.datasource.hikari.data-source-properties and spring.datasource.url,"
            + " or use PgBouncer 1.21 or newer with max_prepared_statements above 0";

    /** With the parameter of the protocol, and the driver's setting that sends it. */
    static final String START_PARAMETER = "The connection pooler refuses the start parameter %s. Remove %s from"
            + " spring.datasource.url and spring.datasource.hikari.data-source-properties:"
            + " \"alter role\" sets the same for all sessions of a role";

    /** The driver's settings that become start parameters. */
    private static final Map<String, String> SENT_BY =
            Map.of("search_path", "currentSchema", "extra_float_digits", "assumeMinServerVersion");

    private static final Pattern REFUSED_PARAMETER = Pattern.compile("startup parameter(?: in options)?: (\\w+)");

    private static final String PROTOCOL_VIOLATION = "08P01";

    private final DataSource pool;
    private final DriverSettings settings;

    SessionCheck(DataSource pool, DriverSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /**
     * Asks through the pool.
     *
     * @return what is wrong and what to set; nothing if the sessions are as they should be
     * @throws SQLException when the database does not answer
     */
    public Optional<String> obstacle() throws SQLException {
        boolean prepares;
        try (Connection connection = pool.getConnection()) {
            if (!settings.isPooled() && isPooled(connection)) {
                return Optional.of(NOT_POOLED);
            }
            List<String> missing = missingLimits(connection);
            if (!missing.isEmpty()) {
                return Optional.of(words(connection, missing));
            }
            prepares = settings.isPooled() && preparesStatements(connection);
        } catch (SQLException e) {
            Optional<String> refused = refusedParameter(e);
            if (refused.isEmpty()) {
                throw e;
            }
            return refused.map(parameter -> settings.isPooled()
                    ? START_PARAMETER.formatted(parameter, SENT_BY.getOrDefault(parameter, parameter))
                    : NOT_POOLED);
        }
        return prepares && !PreparedStatementProbe.survives(pool) ? Optional.of(PREPARED) : Optional.empty();
    }

    /**
     * For migrations, which hold locks that belong to a session.
     *
     * @param direct where the migrations get their connections
     * @throws IllegalStateException if the service's sessions or the migrations' are not what they have to be, with
     *     what to set, or if the database does not answer
     */
    public void requireSound(DataSource direct) {
        try {
            obstacle().ifPresent(words -> {
                throw new IllegalStateException(words);
            });
            try (Connection connection = direct.getConnection()) {
                if (isPooled(connection)) {
                    throw new IllegalStateException(settings.isPooled() ? POOLED_MIGRATIONS : NOT_POOLED);
                }
            }
        } catch (SQLException e) {
            // Without the cause: what is to be set must not be hidden by it.
            throw refusedParameter(e).isPresent()
                    ? new IllegalStateException(POOLED_MIGRATIONS)
                    : new IllegalStateException("no connection: " + e.getMessage(), e);
        }
    }

    /**
     * A pooler gives its clients numbers of its own to cancel statements with; PostgreSQL gives the session's
     * process.
     */
    private static boolean isPooled(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return false;
        }
        int told = connection.unwrap(PGConnection.class).getBackendPID();
        return !Integer.toString(told).equals(ask(connection, "select pg_backend_pid()::text"));
    }

    /** Whether the driver will do so once it has seen a statement often enough. */
    private static boolean preparesStatements(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                && connection.unwrap(PGConnection.class).getPrepareThreshold() != 0;
    }

    /** What a pooler has left out, or never was told. */
    private List<String> missingLimits(Connection connection) throws SQLException {
        List<String> missing = new ArrayList<>();
        for (String limit : settings.sessionLimits().keySet()) {
            if ("0".equals(ask(connection, "select current_setting('" + limit + "')"))) {
                missing.add(limit);
            }
        }
        return missing;
    }

    private String words(Connection connection, List<String> missing) throws SQLException {
        String role = ask(connection, "select quote_ident(current_user)");
        Map<String, String> limits = settings.sessionLimits();
        return "Sessions have no " + String.join(", ", missing)
                + ": a connection pooler passes no start options on. Execute "
                + missing.stream()
                        .map(limit -> "\"alter role %s set %s = '%s'\"".formatted(role, limit, limits.get(limit)))
                        .collect(Collectors.joining(", "))
                + ", then RECONNECT in PgBouncer's console";
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** The parameter that PgBouncer refuses, which the pool hands on as the cause of its own failure. */
    private static Optional<String> refusedParameter(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && PROTOCOL_VIOLATION.equals(sql.getSQLState())) {
                Matcher refused = REFUSED_PARAMETER.matcher(String.valueOf(sql.getMessage()));
                if (refused.find()) {
                    return Optional.of(refused.group(1));
                }
            }
        }
        return Optional.empty();
    }
}
