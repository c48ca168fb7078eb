package pressroom.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.postgresql.PGConnection;

/** PostgreSQL with one database and one role per service that has one. */
final class PostgresServer implements LocalServer {
    static final String SUPERUSER = "postgres";
    /** Database to the role that owns it. */
    static final Map<String, String> OWNERS = Map.of("blog", "blog_service", "counter", "counter_consumer");

    private static final String SETTINGS = """
            # Written by Pressroom at each start. Settings of your own belong into custom.conf beside this file.
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            max_connections = 200
            shared_buffers = 128MB
            password_encryption = scram-sha-256
            # A commit that was answered is on the disk.
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            wal_compression = on
            max_wal_size = 1GB
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_line_prefix = '%%m [%%p] %%q%%u@%%d '
            log_checkpoints = off
            include = 'custom.conf'
            """;
    private static final String CLIENTS = "host all all 127.0.0.1/32 scram-sha-256\n";

    private final Path folder;
    private final int port;
    private final Secrets secrets;

    PostgresServer(Path folder, int port, Secrets secrets) {
        this.folder = folder;
        this.port = port;
        this.secrets = secrets;
    }

    static String ownerOf(String database) {
        return Objects.requireNonNull(OWNERS.get(database));
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    @Override
    public ProcessBuilder prepare() {
        PostgresPrograms programs = PostgresPrograms.from(Home.find().postgresJar(), folder.resolve("programs"));
        Path data = folder.resolve("data");
        if (!Files.exists(data)) {
            initialize(programs, data);
        }
        PosixFiles.writeOnce(data.resolve("custom.conf"), "");
        PosixFiles.writePrivately(data.resolve("postgresql.conf"), SETTINGS.formatted(port));
        PosixFiles.writePrivately(data.resolve("pg_hba.conf"), CLIENTS);
        return run(programs.program("postgres"), "-D", data.toString());
    }

    @Override
    public void ask() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    @Override
    public void setUp() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> entry : OWNERS.entrySet()) {
                String database = entry.getKey();
                String owner = entry.getValue();
                if (!exists(connection, "select 1 from pg_roles where rolname = ?", owner)) {
                    statement.execute("create role " + owner + " login");
                }
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

    /** INT ends the sessions and shuts down; TERM would wait for every client to leave. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    /** After a kill -9 the children of the dead server need a moment to notice. */
    @Override
    public boolean isPassing(String logTail) {
        return logTail.contains("pre-existing shared memory block");
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", secrets.password(Server.POSTGRES, SUPERUSER));
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(url(port, database), properties);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Into another folder first, so that a data folder that is there is a whole one. */
    private void initialize(PostgresPrograms programs, Path data) {
        Path unfinished = folder.resolve("data.unfinished");
        PosixFiles.deleteTree(unfinished);
        PosixFiles.folder(folder);
        Path password = folder.resolve("password");
        PosixFiles.writePrivately(password, secrets.password(Server.POSTGRES, SUPERUSER));
        ProcessBuilder initdb = run(
                programs.program("initdb"),
                "--pgdata=" + unfinished,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        try {
            ShortRun.of("PostgreSQL's initdb", initdb);
            Files.move(unfinished, data);
            Files.delete(password);
        } catch (IOException e) {
            throw new StackException("Cannot lay out PostgreSQL's data in " + data, e);
        }
    }

    private ProcessBuilder run(Path program, String... arguments) {
        List<String> command = new ArrayList<>(UnprivilegedUser.prefix(folder, program));
        command.add(program.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return process;
    }
}
