package pressroom.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * The services' roles in PostgreSQL as docs/operations/pgbouncer.md sets them for a connection pooler. {@code admin}
 * is what {@link RealServers#adminProperties} gives.
 */
public final class PoolerRoles {

    private static final Path PAGE = Path.of("../docs/operations/pgbouncer.md");

    private PoolerRoles() {}

    /** Executes the page's statements. */
    public static void set(Map<String, String> admin) throws IOException, SQLException {
        List<String> statements = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("alter role "))
                .toList();
        if (statements.isEmpty()) {
            throw new IllegalStateException("no \"alter role\" in " + PAGE.toAbsolutePath());
        }
        execute(admin, statements);
    }

    /** Takes them back: connections that other tests make keep to none of these limits. */
    public static void reset(Map<String, String> admin) throws SQLException {
        execute(admin, List.of("alter role blog_service reset all", "alter role counter_consumer reset all"));
    }

    /** Executes statements as the superuser. */
    public static void execute(Map<String, String> admin, List<String> statements) throws SQLException {
        try (Connection postgres = DriverManager.getConnection(
                        admin.get("postgres.url"), admin.get("postgres.username"), admin.get("postgres.password"));
                Statement statement = postgres.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
