package pressroom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import pressroom.stack.RunFolders;

@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops the services, then the servers. What they store stays, for the next up.")
@SuppressWarnings("NullAway.Init")
final class DownCommand implements Callable<Integer> {

    @ParentCommand
    private Pressroom pressroom;

    @Option(names = "--wipe", description = "Forget everything: posts, counts, index, passwords, ports.")
    private boolean wipe;

    @Override
    public Integer call() throws IOException {
        var installation = pressroom.installation();
        var running = installation.parts().all().stream()
                .filter(part -> part.status().isRunning())
                .toList();
        if (running.isEmpty()) {
            pressroom.terminal().print("Nothing is running.");
        } else if (!new Shutdown(pressroom.terminal()).stop(running)) {
            return 1;
        }
        if (wipe) {
            wipe(installation.state());
        }
        return 0;
    }

    private void wipe(Path state) throws IOException {
        if (!Files.exists(state)) {
            pressroom.terminal().print("There is nothing to forget.");
            return;
        }
        if (!Addresses.areRememberedIn(state)) {
            throw new CommandException(state + " does not look like Pressroom's state: it has no ports.properties.\n"
                    + "Nothing was removed; remove it by hand if it is.");
        }
        try (var files = Files.walk(state)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!RunFolders.isIn(file, state) && !file.equals(state)) {
                    Files.delete(file);
                }
            }
        }
        pressroom.terminal().print("Forgot everything in " + state + ".");
        // Last, since this command may run from there.
        if (new RunFolders(state).wipe()) {
            Files.delete(state);
        }
    }
}
