package pressroom.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * Who may do what at PostgreSQL: each service that has a database owns it, and nobody else gets in.
 *
 * @param url the JDBC URL of the database {@code postgres}
 */
record PostgresAccess(String url, Secrets secrets) {
    static final String SUPERUSER = "postgres";
    /** Database to the role that owns it. */
    static final Map<String, String> OWNERS = Map.of("blog", "blog_service", "counter", "counter_consumer");

    /**
     * Most connections of each role, so that one team's trouble never takes another team's. Blog-service: four instances' pools of
     * 32. Counter-consumer: six instances' pools of 6, and four to spare. Together they leave 32 of the server's 200 to
     * operators and to further teams.
     */
    static final Map<String, Integer> CONNECTION_LIMITS = Map.of("blog_service", 128, "counter_consumer", 40);

    static String ownerOf(String database) {
        return Objects.requireNonNull(OWNERS.get(database));
    }

    /** Returns if the server answers. */
    void ask() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    /** Makes roles, passwords, databases and rights as they should be. */
    void grant() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> entry : OWNERS.entrySet()) {
                String database = entry.getKey();
                String owner = entry.getValue();
                if (!exists(connection, "select 1 from pg_roles where rolname = ?", owner)) {
                    statement.execute("create role " + owner + " login");
                }
                statement.execute("alter role " + owner + " connection limit " + CONNECTION_LIMITS.get(owner));
                // The driver hashes it: the password itself never reaches the server or its log.
                connection
                        .unwrap(PGConnection.class)
                        .alterUserPassword(
                                owner, secrets.password(Server.POSTGRES, owner).toCharArray(), "scram-sha-256");
                if (!exists(connection, "select 1 from pg_database where datname = ?", database)) {
                    statement.execute("create database " + database + " owner " + owner);
                }
                statement.execute("revoke all on database " + database + " from public");
            }
            statement.execute("revoke all on database postgres, template1 from public");
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", secrets.password(Server.POSTGRES, SUPERUSER));
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(url, properties);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
