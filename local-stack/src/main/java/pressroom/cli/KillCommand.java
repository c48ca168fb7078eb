package pressroom.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description =
                "Ends a service or server at once (SIGKILL), as a crash would. Nothing is lost: start it again and see.")
@SuppressWarnings("NullAway.Init")
final class KillCommand implements Callable<Integer> {

    @ParentCommand
    private Pressroom pressroom;

    @Parameters(paramLabel = "SERVICE", description = PartName.DESCRIPTION)
    private String name;

    @Override
    public Integer call() {
        var part = pressroom.part(name);
        if (!part.status().isRunning()) {
            throw new CommandException(
                    Elsewhere.runs(part)
                            ? part.name() + " runs, but was not started by ./pressroom: docker compose kill "
                                    + part.name()
                            : part.name() + " is not running. ./pressroom status shows what is.");
        }
        part.kill();
        pressroom.terminal().print("Killed " + part.name() + ". Start it again: ./pressroom start " + part.name());
        return 0;
    }
}
