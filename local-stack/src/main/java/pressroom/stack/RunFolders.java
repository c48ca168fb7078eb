package pressroom.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a state's processes run from: copies of what a build has made, one folder for each content, in {@code run} of the state
 * folder. A build, a checkout or {@code mvn clean} beside a running stack touches none of it. One that no process runs from any more
 * goes when the next one is laid out.
 */
public final class RunFolders {
    static final String NAME = "run";
    private static final String UNFINISHED = "unfinished";
    /** Between choosing a folder and running from it a command needs less. */
    private static final Duration CHOSEN = Duration.ofMinutes(1);

    private final Path folder;

    /** The folders of a state. */
    public RunFolders(Path state) {
        this.folder = state.resolve(NAME);
    }

    /**
     * Called by {@code ./pressroom} when there is a new build, and under its lock: the project's folder, the state folder, the name
     * of what is laid out, and the modules besides the services that it runs.
     */
    public static void main(String... arguments) {
        try {
            Path state = Path.of(arguments[1]).toAbsolutePath().normalize();
            LocalStack.at(state, Ports.standard()).ready();
            new RunFolders(state)
                    .layOut(
                            Path.of(arguments[0]),
                            arguments[2],
                            List.of(arguments).subList(3, arguments.length));
        } catch (StackException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Copies what is built and points to it.
     *
     * @param name of the file, beside the folders, which names the newest folder: {@code current}, or {@code current-} and a tool
     * @param modules whose jars and libraries are wanted, besides the services' and the command line's
     * @throws StackException if something is not built or cannot be copied
     */
    Path layOut(Path home, String name, List<String> modules) {
        // What is built from here on is newer than the pointer.
        FileTime begun = FileTime.from(Instant.now());
        Path unfinished =
                folder.resolve(UNFINISHED + "-" + ProcessHandle.current().pid());
        try {
            PosixFiles.privateFolder(folder);
            PosixFiles.setMode(folder, "rwx--x--x");
            PosixFiles.deleteTree(unfinished);
            String content = new BuiltFiles(home, modules).copyTo(unfinished);
            Path whole = folder.resolve(content);
            if (Files.isDirectory(whole)) {
                PosixFiles.deleteTree(unfinished);
            } else {
                Files.move(unfinished, whole);
            }
            Files.setLastModifiedTime(whole, begun);
            PosixFiles.writePrivately(folder.resolve(name), content + "\n");
            Files.setLastModifiedTime(folder.resolve(name), begun);
            removeUnused(whole);
            return whole;
        } catch (IOException | UncheckedIOException e) {
            PosixFiles.deleteTree(unfinished);
            throw new StackException("Cannot lay out what is built in %s: %s".formatted(folder, e), e);
        }
    }

    /**
     * Removes all of them but those that other processes run from. This process must load no more classes if it runs from one.
     *
     * @return whether nothing is left
     */
    public boolean wipe() {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        Set<String> others = RunningCommands.ofOthers();
        List<Path> unused =
                entries().stream().filter(entry -> !isUsed(entry, others)).toList();
        boolean isAll = unused.size() == entries().size();
        (isAll ? List.of(folder) : unused).forEach(PosixFiles::deleteTree);
        return isAll;
    }

    /** Whether a file of a state is part of them. */
    public static boolean isIn(Path file, Path state) {
        return file.startsWith(state.resolve(NAME));
    }

    private void removeUnused(Path newest) throws IOException {
        Set<String> commands = RunningCommands.ofAll();
        for (Path entry : entries()) {
            boolean isOld = Files.getLastModifiedTime(entry)
                    .toInstant()
                    .isBefore(Instant.now().minus(CHOSEN));
            if (Files.isDirectory(entry) && !entry.equals(newest) && isOld && !isUsed(entry, commands)) {
                PosixFiles.deleteTree(entry);
            }
        }
    }

    private static boolean isUsed(Path entry, Set<String> commands) {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                && commands.stream().anyMatch(command -> command.contains(entry.toString()));
    }

    private List<Path> entries() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
