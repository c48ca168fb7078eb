package pressroom.blog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of an older version, whose upgrade waits for a lock that another session has. */
final class LockedUpgrade {

    private final DriverManagerDataSource server;
    private final Connection lock;

    /**
     * Makes the database.
     *
     * @param version of its schema
     * @param mode in which {@code blogs} is locked, until {@link #unlock}
     */
    LockedUpgrade(String database, String version, String mode) throws SQLException {
        BlogServiceTest.createDatabase(database);
        Map<String, String> service = BlogServiceTest.STACK.propertiesFor("blog-service");
        server = new DriverManagerDataSource(
                service.get("spring.datasource.url").replaceFirst("/blog$", "/" + database),
                service.get("spring.datasource.username"),
                service.get("spring.datasource.password"));
        Flyway.configure().dataSource(server).target(version).load().migrate();
        lock = server.getConnection();
        lock.setAutoCommit(false);
        try (Statement statement = lock.createStatement()) {
            statement.execute("lock table blogs in %s mode".formatted(mode));
        }
    }

    void unlock() throws SQLException {
        lock.close();
    }

    /** How long a statement with these words has been waiting for the lock; 0 without one. */
    double secondsOf(String words) {
        return JdbcClient.create(server)
                .sql("""
                        select coalesce(max(extract(epoch from clock_timestamp() - query_start)), 0)
                        from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                          and query like '%' || ? || '%' and pid <> pg_backend_pid()
                        """)
                .param(words)
                .query(Double.class)
                .single();
    }

    boolean isDone() {
        return Flyway.configure().dataSource(server).load().info().pending().length == 0;
    }
}
