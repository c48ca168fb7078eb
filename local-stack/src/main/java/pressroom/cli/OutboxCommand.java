package pressroom.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "outbox",
        mixinStandardHelpOptions = true,
        description = {
            "Prints where the outbox and its relay stand: unsent events, suspension, fence.",
            "Exit code 1 while the relay is suspended."
        })
@SuppressWarnings("NullAway.Init")
final class OutboxCommand implements Callable<Integer> {

    @ParentCommand
    private OpsCommand ops;

    @Option(names = "--json", description = "Print what the service answers.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        var status = ops.blogService().get("/ops/outbox").orElseThrow();
        ops.terminal().print(json ? status.toPrettyString() : OutboxText.status(status, ops.terminal()));
        return status.path("suspension").isObject() ? 1 : 0;
    }
}
