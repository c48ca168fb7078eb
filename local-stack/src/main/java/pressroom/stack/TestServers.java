package pressroom.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Servers for the tests of one JVM: on free ports, with a state of their own under the module's target folder, started
 * once however many test classes ask, and gone when the JVM is gone, however it ended.
 */
public final class TestServers {
    private static final Set<Server> STARTED = EnumSet.noneOf(Server.class);

    private TestServers() {}

    /** The stack of this JVM's tests, with at least the given servers running. */
    public static synchronized LocalStack with(Server... servers) {
        LocalStack stack = Holder.STACK;
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (Server server : servers) {
            if (!STARTED.contains(server) || !stack.status(server).isRunning()) {
                starts.add(CompletableFuture.runAsync(() -> stack.start(server, words -> {}), command -> {
                    Thread thread = new Thread(command, "start " + server.label());
                    thread.setDaemon(true);
                    thread.start();
                }));
            }
        }
        try {
            starts.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException cause ? cause : e;
        }
        STARTED.addAll(List.of(servers));
        return stack;
    }

    /** Another stack, not started, cleaned up in the same way: for tests that need to kill or spoil their servers. */
    public static LocalStack another() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            Path state = Files.createTempDirectory(target, "test-servers-");
            CleanUp.after(state);
            return LocalStack.at(state, Ports.free()).shortLived();
        } catch (IOException e) {
            throw new StackException("Cannot make a folder for test servers", e);
        }
    }

    private static final class Holder {
        static final LocalStack STACK = another();
    }

    /** A shell that waits for the end of this JVM, which is the end of its input; a kill -9 of the JVM is one as well. */
    private static final class CleanUp {
        private static final String SCRIPT = """
                trap '' INT TERM HUP
                cat > /dev/null
                for file in "$0"/*/*.pid "$0"/elasticsearch/tmp/server.pid; do
                  [ -f "$file" ] || continue
                  read -r pid rest < "$file"
                  # The pid may be another program's by now; where the system lets us look, we do. Servers have the folder in
                  # their command, services in their environment.
                  if [ ! -r "/proc/$pid/environ" ] || grep -qF "$0" "/proc/$pid/cmdline" "/proc/$pid/environ"; then
                    kill -9 "$pid"
                  fi
                done
                for again in 1 2 3 4 5; do rm -rf "$0" && break; sleep 1; done
                """;
        /** Never written to, never closed: they close with the JVM. */
        private static final List<OutputStream> OPEN = new ArrayList<>();

        static synchronized void after(Path state) throws IOException {
            OPEN.add(new ProcessBuilder("/bin/sh", "-c", SCRIPT, state.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream());
        }
    }
}
