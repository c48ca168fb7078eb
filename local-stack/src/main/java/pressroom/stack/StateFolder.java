package pressroom.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of one stack. Kafka's logs hold every post, so nobody but its owner reads what is in it. Others may pass through the
 * folder itself: servers that root starts as an ordinary user reach their own folders, which are theirs.
 */
final class StateFolder {
    private static final String PASSED_BY_OTHERS = "rwx--x--x";
    private static final String OWNERS_FOLDER = "rwx------";
    private static final String OWNERS_FILE = "rw-------";
    /** Programs lie there and no data; a server that runs as another user executes them. */
    private static final Set<String> PASSED = Set.of(RunFolders.NAME);

    private StateFolder() {}

    /**
     * Makes it, or gives one that an earlier version has made the modes that it must have now. What lies deeper is out of reach
     * whatever its mode.
     */
    static void prepare(Path state) {
        PosixFiles.privateFolder(state);
        PosixFiles.setMode(state, PASSED_BY_OTHERS);
        for (Path entry : entries(state)) {
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                String name = entry.getFileName().toString();
                PosixFiles.setMode(entry, PASSED.contains(name) ? PASSED_BY_OTHERS : OWNERS_FOLDER);
            } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                PosixFiles.setMode(entry, OWNERS_FILE);
            }
        }
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
