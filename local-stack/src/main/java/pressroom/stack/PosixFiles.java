package pressroom.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files that only their owner may read, and that are either whole or absent. */
final class PosixFiles {
    static final FileAttribute<?> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** In front of a command: what the program creates is its owner's alone, whatever the caller's umask. */
    static final List<String> PRIVATELY = List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh");

    private PosixFiles() {}

    static Path privateFolder(Path folder) {
        try {
            return Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets the permissions, written as {@code ls} does, unless the path has them. */
    static void setMode(Path path, String permissions) {
        try {
            Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
            // Its owner alone may change a mode, though the mode be the right one already.
            if (!Files.getPosixFilePermissions(path).equals(wanted)) {
                Files.setPosixFilePermissions(path, wanted);
            }
        } catch (NoSuchFileException gone) {
            // What another process has just replaced has its mode from there.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file at once: a reader sees the old text or the new. */
    static void writePrivately(Path file, String text) {
        try {
            Files.move(privateCopy(file, text), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves a file alone that has this text already. */
    static void writeIfOther(Path file, String text) {
        if (!holds(file, text)) {
            writePrivately(file, text);
        }
    }

    static boolean holds(Path file, String text) {
        return Files.exists(file) && read(file).equals(text);
    }

    /** As {@link #writeIfOther}, but everybody who gets into the folder may read it. */
    static void writeReadably(Path file, String text) {
        if (!holds(file, text)) {
            try {
                Path copy = Files.setPosixFilePermissions(
                        privateCopy(file, text), PosixFilePermissions.fromString("r--r--r--"));
                Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A folder that everybody may enter who gets there. */
    static Path openFolder(Path folder) {
        try {
            return Files.setPosixFilePermissions(
                    Files.createDirectories(folder), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the file unless it is there; of two writers at the same time one wins, and both then read the same. */
    static void writeOnce(Path file, String text) {
        try {
            Path copy = privateCopy(file, text);
            try {
                Files.createLink(file, copy);
            } catch (FileAlreadyExistsException somebodyWasFaster) {
                // Theirs is as good as ours.
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void deleteTree(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            List<Path> leavesFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : leavesFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path privateCopy(Path file, String text) throws IOException {
        Path copy = Files.createTempFile(parent(file), file.getFileName().toString(), ".new", OWNER_ONLY_FILE);
        return Files.writeString(copy, text, StandardCharsets.UTF_8);
    }

    static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("A file needs a folder: " + file);
        }
        return parent;
    }
}
