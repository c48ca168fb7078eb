package pressroom.stack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * A copy of the data of a running PostgreSQL server, from which a standby server starts. The binaries of the Maven
 * repository have no pg_basebackup, so the files are copied between the two calls that make that safe.
 *
 * @see <a href="https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">Making a Base
 *     Backup Using the Low Level API</a>
 */
record BaseBackup(Path from, Path to) {

    /** What the documentation says to leave out: a start fills them anew. WAL comes from the primary server's slot. */
    private static final Set<String> EMPTY_FOLDERS = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "standby.signal");

    /** Gives connections of the super user. */
    @FunctionalInterface
    interface Connections {
        Connection connect() throws SQLException;
    }

    /** @param slot made on the server, so that it keeps what is written from the copy on */
    void take(Connections server, String slot) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_create_physical_replication_slot('%s', true)".formatted(slot));
            statement.execute("select pg_backup_start('%s', true)".formatted(slot));
            copy();
            try (ResultSet row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                row.next();
                PosixFiles.writePrivately(to.resolve("backup_label"), row.getString(1));
            }
        }
    }

    private void copy() {
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    PosixFiles.privateFolder(to.resolve(from.relativize(folder)));
                    boolean isEmpty = from.equals(folder.getParent())
                            && EMPTY_FOLDERS.contains(folder.getFileName().toString());
                    return isEmpty ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!NOT_COPIED.contains(file.getFileName().toString())) {
                        try {
                            Files.copy(file, to.resolve(from.relativize(file)));
                        } catch (NoSuchFileException removedMeanwhile) {
                            // Its removal is in the WAL.
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (IOException e) {
            throw new StackException("The data of PostgreSQL in %s cannot be copied: %s".formatted(from, e), e);
        }
    }
}
