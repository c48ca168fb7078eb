package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresTest {
    private static final LocalStack STACK = TestServers.with(Server.POSTGRES);

    @Test
    void aCommittedRowOutlivesAKillAndTheServerComesBackWithOpenSessionsBefore() throws Exception {
        Connection open = connect("blog-service");
        try (Statement statement = open.createStatement()) {
            statement.execute("create table kept (text text)");
            statement.execute("insert into kept values ('Grüße')");
        }

        STACK.kill(Server.POSTGRES);
        assertThatThrownBy(() -> connect("blog-service")).isInstanceOf(SQLException.class);
        STACK.start(Server.POSTGRES, words -> {});

        assertThat(query("blog-service", "select text from kept")).isEqualTo("Grüße");
    }

    @Test
    void itIsDurableChecksummedAndSpeaksUtf8() throws Exception {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"}) {
            assertThat(query("blog-service", "show " + setting)).as(setting).isEqualTo("on");
        }
        assertThat(query("blog-service", "show server_encoding")).isEqualTo("UTF8");
        assertThat(query("blog-service", "show server_version")).startsWith("18.");
        assertThat(query("blog-service", "select upper('ä')")).isEqualTo("Ä");
    }

    @Test
    void aWrongPasswordAndSomebodyElsesDatabaseAreRefused() {
        Map<String, String> blog = STACK.propertiesFor("blog-service");
        String user = blog.get("spring.datasource.username");
        String password = blog.get("spring.datasource.password");
        int port = STACK.ports().postgres();

        assertThatThrownBy(() -> DriverManager.getConnection(PostgresServer.url(port, "blog"), user, "guess"))
                .hasMessageContaining("password authentication failed");
        for (String other : new String[] {"counter", "postgres", "template1"}) {
            assertThatThrownBy(() -> DriverManager.getConnection(PostgresServer.url(port, other), user, password))
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void aServicesRoleIsNoSuperuser() {
        assertThatThrownBy(() -> query("counter-consumer", "create role intruder"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void oneRolesConnectionsNeverTakeAnotherRoles() throws Exception {
        List<Connection> taken = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        while (taken.size() < 200) {
                            taken.add(connect("counter-consumer"));
                        }
                    })
                    .hasMessageContaining("too many connections for role \"counter_consumer\"");
            assertThat(query("blog-service", "select 'served'")).isEqualTo("served");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void theRolesLimitsLeaveConnectionsToOperators() throws Exception {
        assertThat(Integer.parseInt(query("blog-service", """
                        select current_setting('max_connections')::int
                               - current_setting('superuser_reserved_connections')::int - sum(rolconnlimit)
                          from pg_roles where rolname in ('blog_service', 'counter_consumer') and rolconnlimit > 0
                        having count(*) = 2
                        """))).isGreaterThanOrEqualTo(20);
    }

    private static Connection connect(String service) throws SQLException {
        Map<String, String> properties = STACK.propertiesFor(service);
        return DriverManager.getConnection(
                properties.get("spring.datasource.url"),
                properties.get("spring.datasource.username"),
                properties.get("spring.datasource.password"));
    }

    private static String query(String service, String sql) throws SQLException {
        try (Connection connection = connect(service);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
