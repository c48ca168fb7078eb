package pressroom.stack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who listens on a port, as far as this user may know: Linux shows other people's sockets, but not whose they are. */
final class PortOwner {
    private static final String LISTENING = "0A";

    private PortOwner() {}

    /** Words such as {@code java (pid 4711)}, empty if it cannot be told. */
    static Optional<String> of(int port) {
        try {
            Set<String> sockets = socketsListeningOn(port);
            return sockets.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.allProcesses()
                            .filter(process -> holdsOneOf(sockets, process.pid()))
                            .findFirst()
                            .map(PortOwner::describe);
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    private static Set<String> socketsListeningOn(int port) throws IOException {
        String suffix = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                // Columns: number, local address, remote address, state, ..., the socket's inode as the tenth.
                String[] columns = line.strip().split("\\s+");
                if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING)) {
                    sockets.add("socket:[" + columns[9] + "]");
                }
            }
        }
        return sockets;
    }

    private static boolean holdsOneOf(Set<String> sockets, long pid) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "fd"))) {
            for (Path descriptor : open) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private static String describe(ProcessHandle process) {
        String command = process.info().command().orElse("a process");
        return "%s (pid %d)".formatted(Path.of(command).getFileName(), process.pid());
    }
}
