package pressroom.counter;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import pressroom.servers.RealServers;
import pressroom.stack.Server;

/** The real database of these tests, with its schema. */
final class CounterDatabase {

    static final HikariDataSource POOL = pool();
    static final JdbcClient JDBC = JdbcClient.create(POOL);

    private CounterDatabase() {}

    private static HikariDataSource pool() {
        Map<String, String> properties = RealServers.with(Server.POSTGRES).propertiesFor("counter-consumer");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(properties.get("spring.datasource.url"));
        config.setUsername(properties.get("spring.datasource.username"));
        config.setPassword(properties.get("spring.datasource.password"));
        HikariDataSource pool = new HikariDataSource(config);
        Flyway.configure().dataSource(pool).load().migrate();
        return pool;
    }

    static Map<String, Long> totals(Collection<String> authors) {
        Map<String, Long> totals = new TreeMap<>();
        JDBC.sql("select id, total_blogs from users where id = any (:authors)")
                .param("authors", authors.toArray(String[]::new))
                .query(User.class)
                .list()
                .forEach(user -> totals.put(user.id(), user.totalBlogs()));
        return totals;
    }
}
