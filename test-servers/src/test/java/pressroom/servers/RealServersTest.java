package pressroom.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import pressroom.stack.Server;

/** What tests may count on, whichever kind of servers they get. */
class RealServersTest {

    private static final RealServers SERVERS = RealServers.with(Server.POSTGRES);

    @Test
    void aServerThatWasKilledIsFoundAgainInItsPlaceWithWhatItHadStored() throws Exception {
        try (var connection = asCounter("counter");
                var statement = connection.createStatement()) {
            statement.execute("create table kept (id int)");
        }

        SERVERS.kill(Server.POSTGRES);
        assertThatThrownBy(() -> asCounter("counter")).isInstanceOf(SQLException.class);
        SERVERS.start(Server.POSTGRES, words -> {});
        SERVERS.stop(Server.POSTGRES);
        SERVERS.start(Server.POSTGRES, words -> {});

        try (var connection = asCounter("counter");
                var rows = connection.createStatement().executeQuery("select count(*) from kept")) {
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void aServiceGetsIntoItsOwnDatabaseOnly() {
        assertThatThrownBy(() -> asCounter("blog")).hasMessageContaining("permission denied");
    }

    @Test
    void oneJvmHasOneSetOfServers() {
        assertThat(RealServers.with(Server.POSTGRES).adminProperties()).isEqualTo(SERVERS.adminProperties());
    }

    private static Connection asCounter(String database) throws SQLException {
        var properties = SERVERS.propertiesFor("counter-consumer");
        return DriverManager.getConnection(
                properties.get("spring.datasource.url").replaceFirst("/counter$", "/" + database),
                properties.get("spring.datasource.username"),
                properties.get("spring.datasource.password"));
    }
}
