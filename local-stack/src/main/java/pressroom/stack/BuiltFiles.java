package pressroom.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a build has made and processes run from, copied to another folder under the same relative paths.
 *
 * <p>Maven writes a jar of ours in place: a link to it would be overwritten with it. So these are copied. Released libraries and the
 * servers' programs have their version in their path and are never written again, so links to them are safe, and take no time.
 *
 * @param home the project's folder
 * @param modules besides the services and the command line
 */
record BuiltFiles(Path home, List<String> modules) {
    private static final List<String> SERVICES = List.of("blog-service", "counter-consumer", "search-indexer");
    private static final String COMMAND_LINE = "local-stack";
    /** Where a module's build leaves files of others that it runs with. */
    private static final List<String> LIBRARIES = List.of("lib", "libs", "plugins");

    private static final int BUFFER_BYTES = 1 << 20;

    /**
     * Copies them.
     *
     * @param folder made by this for its owner alone, but for the servers' programs, which another user may have to execute
     * @return a hash of the content, 16 hexadecimal digits
     */
    String copyTo(Path folder) throws IOException {
        MessageDigest digest = digest();
        for (Path file : files()) {
            Path target = folder.resolve(home.relativize(file).toString());
            PosixFiles.privateFolder(PosixFiles.parent(target));
            digest.update((home.relativize(file) + "\n").getBytes(StandardCharsets.UTF_8));
            if (Files.isSymbolicLink(file)) {
                Files.createSymbolicLink(target, Files.readSymbolicLink(file));
            } else if (isOurs(file) || !isLinked(file, target)) {
                copy(file, target, digest);
            }
        }
        openPrograms(folder);
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private List<Path> files() throws IOException {
        // Else each folder would unpack them again.
        PostgresPrograms.from(new Home(home, home).postgresJar(), home.resolve("no-fallback"));
        List<Path> files = new ArrayList<>();
        List<String> withJars = new ArrayList<>(SERVICES);
        withJars.add(COMMAND_LINE);
        withJars.addAll(modules);
        for (String module : withJars) {
            Path target = home.resolve(module).resolve("target");
            Path jar = target.resolve(home.resolve(module).getFileName() + ".jar");
            if (Files.exists(jar)) {
                files.add(jar);
            } else if (!Files.isDirectory(target)) {
                throw new StackException("%s is missing: build it with `mvn package`".formatted(jar));
            }
            for (String libraries : LIBRARIES) {
                files.addAll(tree(target.resolve(libraries)));
            }
        }
        for (Server server : Server.values()) {
            files.addAll(tree(home.resolve(Home.SERVERS).resolve(server.id())));
        }
        return files;
    }

    private static List<Path> tree(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOurs(Path file) {
        return PosixFiles.parent(file).endsWith("target")
                || file.getFileName().toString().contains("-SNAPSHOT");
    }

    /** Another file system than the build's has no links to it; nor has a folder of another user, on some systems. */
    private static boolean isLinked(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
            return true;
        } catch (FileSystemException | UnsupportedOperationException copyInstead) {
            Files.deleteIfExists(target);
            return false;
        }
    }

    private static void copy(Path file, Path target, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
            }
        }
        Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(file));
    }

    /** Others may pass and execute what a server started as another user runs from, whatever the umask: it is public. */
    private static void openPrograms(Path folder) throws IOException {
        for (Path above = folder.resolve(Home.SERVERS); above.startsWith(folder); above = PosixFiles.parent(above)) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwx--x--x"));
        }
        try (Stream<Path> all = Files.walk(folder.resolve(Home.SERVERS))) {
            for (Path each : all.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
