package pressroom.chaos.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pressroom.stack.LocalStack;

/** PostgreSQL as its administrator sees it, past all links. */
public final class Databases {
    private final Map<String, String> admin;

    /** Those of a stack. */
    public Databases(LocalStack stack) {
        this(stack.adminProperties());
    }

    /** Those of a server to which its administrator connects with these properties, {@code postgres.url} and others. */
    public Databases(Map<String, String> admin) {
        this.admin = admin;
    }

    /** A connection to {@code blog} or {@code counter}; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        String url = Objects.requireNonNull(admin.get("postgres.url")).replaceFirst("/postgres$", "/" + database);
        return DriverManager.getConnection(
                url + "?connectTimeout=2&socketTimeout=60&ApplicationName=chaos",
                admin.get("postgres.username"),
                admin.get("postgres.password"));
    }

    Map<UUID, World.Row> rows() throws SQLException {
        Map<UUID, World.Row> rows = new HashMap<>();
        read("blog", "select id, author_id, version, live, title, body, idempotency_key from blogs", row -> {
            UUID id = row.getObject("id", UUID.class);
            rows.put(
                    id,
                    new World.Row(
                            id,
                            row.getString("author_id"),
                            row.getInt("version"),
                            row.getBoolean("live"),
                            row.getString("title"),
                            row.getString("body"),
                            row.getString("idempotency_key")));
        });
        return rows;
    }

    long refused() throws SQLException {
        return number("blog", "select count(*) from outbox_refused");
    }

    /** Committed events that the relay's position has not passed. */
    public long unsent() throws SQLException {
        return number("blog", """
            select count(*) from outbox o, relay_position p
            where (o.xid, o.id) > (p.xid, p.id)
            """);
    }

    Map<UUID, World.Counted> counted() throws SQLException {
        Map<UUID, World.Counted> counted = new HashMap<>();
        read(
                "counter",
                "select blog_id, author_id, version, live from ledger",
                row -> counted.put(
                        row.getObject("blog_id", UUID.class),
                        new World.Counted(row.getString("author_id"), row.getInt("version"), row.getBoolean("live"))));
        return counted;
    }

    /** The ledger's version of a blog; null if it is not in it. Waits for no lock for longer than a second. */
    @Nullable
    Integer countedVersion(UUID blogId) throws SQLException {
        try (Connection connection = connect("counter");
                Statement limit = connection.createStatement();
                PreparedStatement statement =
                        connection.prepareStatement("select version from ledger where blog_id = ?")) {
            limit.execute("set lock_timeout = '1s'");
            statement.setObject(1, blogId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : null;
            }
        }
    }

    Map<String, Long> totals() throws SQLException {
        return byAuthor("counter", "select id as author, total_blogs as number from users");
    }

    /** How many blogs each author has ever committed. */
    Map<String, Long> committed() throws SQLException {
        return byAuthor("blog", "select author_id as author, count(*) as number from blogs group by author_id");
    }

    private Map<String, Long> byAuthor(String database, String sql) throws SQLException {
        Map<String, Long> numbers = new HashMap<>();
        read(database, sql, row -> numbers.put(row.getString("author"), row.getLong("number")));
        return numbers;
    }

    private long number(String database, String sql) throws SQLException {
        long[] number = new long[1];
        read(database, sql, row -> number[0] = row.getLong(1));
        return number[0];
    }

    private void read(String database, String sql, EachRow each) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                each.row(rows);
            }
        }
    }

    @FunctionalInterface
    private interface EachRow {
        void row(ResultSet row) throws SQLException;
    }
}
