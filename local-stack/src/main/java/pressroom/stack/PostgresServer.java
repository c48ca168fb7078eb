package pressroom.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL as a process of this machine. */
final class PostgresServer implements LocalServer {
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
        access().ask();
    }

    @Override
    public void setUp() throws SQLException {
        access().grant();
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

    private PostgresAccess access() {
        return new PostgresAccess(url(port, "postgres"), secrets);
    }

    /** Into another folder first, so that a data folder that is there is a whole one. */
    private void initialize(PostgresPrograms programs, Path data) {
        Path unfinished = folder.resolve("data.unfinished");
        PosixFiles.deleteTree(unfinished);
        PosixFiles.privateFolder(folder);
        Path password = folder.resolve("password");
        PosixFiles.writePrivately(password, secrets.password(Server.POSTGRES, PostgresAccess.SUPERUSER));
        ProcessBuilder initdb = run(
                programs.program("initdb"),
                "--pgdata=" + unfinished,
                "--username=" + PostgresAccess.SUPERUSER,
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
