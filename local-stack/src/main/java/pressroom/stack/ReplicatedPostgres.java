package pressroom.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A PostgreSQL server of a stack with standby servers, made by streaming replication. Each standby server can be
 * promoted and get standby servers of its own. For tests; all of them end with the stack's JVM.
 */
public final class ReplicatedPostgres {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path state;
    private final Path folder;
    private final int port;
    private final Secrets secrets;

    private ReplicatedPostgres(Path state, String name, int port, Secrets secrets) {
        this.state = state;
        this.folder = state.resolve(name);
        this.port = port;
        this.secrets = secrets;
    }

    /** The running server of a stack. */
    public static ReplicatedPostgres of(LocalStack stack) {
        return new ReplicatedPostgres(
                stack.stateDirectory(), Server.POSTGRES.id(), stack.ports().of(Server.POSTGRES), stack.secrets());
    }

    /**
     * Makes a standby server of this one, and returns when it receives what this one writes.
     *
     * @param name of its folder, its slot and its connection: lower-case letters and digits
     * @throws StackException if it does not start
     */
    public ReplicatedPostgres standby(String name, int itsPort) throws SQLException {
        ReplicatedPostgres standby = new ReplicatedPostgres(state, name, itsPort, secrets);
        PosixFiles.privateFolder(standby.folder);
        allowReplication();
        new BaseBackup(data(), standby.data()).take(this::connect, name);
        String password = secrets.password(Server.POSTGRES, PostgresAccess.SUPERUSER);
        PosixFiles.writePrivately(standby.data().resolve("custom.conf"), """
                primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=%s'
                primary_slot_name = '%s'
                """.formatted(
                        port, PostgresAccess.SUPERUSER, password, name, name));
        PosixFiles.writePrivately(standby.data().resolve("standby.signal"), "");
        Daemon daemon = new Daemon("PostgreSQL " + name, standby.folder);
        daemon.launch(new PostgresServer(standby.folder, itsPort, secrets).prepare());
        await(
                "the standby server " + name + " does not receive: " + daemon.log(),
                "select exists (select from pg_stat_replication where application_name = '%s' and state = 'streaming')"
                        .formatted(name));
        return standby;
    }

    private void allowReplication() throws SQLException {
        Path clients = data().resolve("pg_hba.conf");
        String rule = "host replication %s 127.0.0.1/32 scram-sha-256\n".formatted(PostgresAccess.SUPERUSER);
        if (!PosixFiles.read(clients).contains(rule)) {
            try {
                // In place, so that it stays the server's own file.
                Files.writeString(clients, rule, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new StackException("Cannot write " + clients, e);
            }
        }
        execute("select pg_reload_conf()");
    }

    /** From now on each commit waits until that standby server has it on disk. */
    public void commitWith(String standby) throws SQLException {
        // Quoted: "first" and "any" are keywords there.
        execute("alter system set synchronous_standby_names = '\"%s\"'".formatted(standby));
        execute("select pg_reload_conf()");
        await(
                standby + " is not synchronous",
                "select exists (select from pg_stat_replication where application_name = '%s' and sync_state = 'sync')"
                        .formatted(standby));
    }

    /** For a standby server: it gets no more of what its primary server writes. */
    public void stopReceiving() throws SQLException {
        execute("alter system set primary_conninfo = ''");
        execute("select pg_reload_conf()");
        await("it still receives", "select not exists (select from pg_stat_wal_receiver)");
    }

    /** Makes a primary server of a standby server, and returns when it takes writes. */
    public void promote() throws SQLException {
        execute("select pg_promote(true, 60)");
        await("it is not promoted", "select not pg_is_in_recovery()");
    }

    /** Ends the server at once, as a power cut would (SIGKILL). */
    public void kill() {
        new Daemon("PostgreSQL", folder).kill();
    }

    /** Whether a query of one boolean in that database says so. */
    public boolean holds(String database, String condition) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(condition)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private Connection connect() throws SQLException {
        return connect("postgres");
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                PostgresServer.url(port, database),
                PostgresAccess.SUPERUSER,
                secrets.password(Server.POSTGRES, PostgresAccess.SUPERUSER));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void await(String otherwise, String condition) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds("postgres", condition)) {
            if (System.nanoTime() > deadline) {
                throw new StackException(otherwise);
            }
            Pause.briefly();
        }
    }
}
