package pressroom.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from their jar the first time they are needed. */
record PostgresPrograms(Path folder) {
    private static final int OWNER_MAY_EXECUTE = 0100;

    /** Unpacks beside the jar, or, where that is not writable, into the fallback folder. */
    static PostgresPrograms from(Path jar, Path fallback) {
        Path besideJar = Path.of(jar.toString().replaceFirst("\\.jar$", ""));
        for (Path folder : List.of(besideJar, fallback)) {
            if (Files.isExecutable(folder.resolve("bin").resolve("postgres"))) {
                return new PostgresPrograms(folder);
            }
        }
        Path parent = besideJar.getParent();
        Path target = parent != null && Files.isWritable(parent) ? besideJar : fallback;
        try {
            unpack(jar, target);
        } catch (IOException e) {
            throw new StackException("PostgreSQL could not be unpacked from %s to %s: %s".formatted(jar, target, e), e);
        }
        return new PostgresPrograms(target);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** Under another name first: whoever finds the folder finds all of it, though several unpack at the same time. */
    private static void unpack(Path jar, Path target) throws IOException {
        Path parent = Files.createDirectories(PosixFiles.parent(target));
        Path temporary = Files.createTempDirectory(parent, "unpacking");
        try (FileSystem zip = FileSystems.newFileSystem(jar);
                InputStream packed = Files.newInputStream(archiveIn(zip));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(entry, tar, temporary);
            }
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            PosixFiles.deleteTree(temporary);
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static Path archiveIn(FileSystem zip) throws IOException {
        try (Stream<Path> files = Files.list(zip.getPath("/"))) {
            return files.filter(file -> file.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no .txz inside"));
        }
    }

    private static void unpackEntry(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("an entry points outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(PosixFiles.parent(path));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
                path.toFile().setExecutable(true, false);
            }
        }
    }
}
