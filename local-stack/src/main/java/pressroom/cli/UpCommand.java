package pressroom.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the three servers and the three services, as far as they do not run, and stays until Ctrl-C, which stops them all.",
            "When one of them cannot start, the others stay up: mend it and say up again."
        })
@SuppressWarnings("NullAway.Init")
final class UpCommand implements Callable<Integer> {

    @ParentCommand
    private Pressroom pressroom;

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Override
    public Integer call() throws InterruptedException {
        var installation = pressroom.installation();
        var session = new Session(installation, pressroom.terminal());
        if (session.startup().missing().isEmpty()) {
            pressroom.terminal().print("Everything is running already. ./pressroom down stops it.");
            pressroom.terminal().print(Directions.to(installation));
            return 0;
        }
        try (var ctrlC = session.onCtrlC(
                detach ? session.startup().missing() : installation.parts().all())) {
            session.start(ctrlC, List.of());
            pressroom.terminal().print(Directions.to(installation));
            if (!detach) {
                pressroom.terminal().print("Ctrl-C stops everything.");
                ctrlC.await();
            }
        }
        return 0;
    }
}
