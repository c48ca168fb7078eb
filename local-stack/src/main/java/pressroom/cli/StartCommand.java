package pressroom.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import pressroom.cli.terminal.Progress;

@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts one service or server and waits until it is ready.")
@SuppressWarnings("NullAway.Init")
final class StartCommand implements Callable<Integer> {

    @ParentCommand
    private Pressroom pressroom;

    @Parameters(paramLabel = "SERVICE", description = PartName.DESCRIPTION)
    private String name;

    @Override
    public Integer call() {
        var part = pressroom.part(name);
        if (part.status().isRunning()) {
            pressroom.terminal().print(part.name() + " is running already.");
            return 0;
        }
        var installation = pressroom.installation();
        installation.addresses().remember(installation.state());
        try (var progress = new Progress(pressroom.terminal(), "Starting " + part.name(), 1)) {
            part.start(progress::note);
            progress.advance();
        }
        return 0;
    }
}
