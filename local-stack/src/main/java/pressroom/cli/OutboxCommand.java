package pressroom.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "outbox",
        mixinStandardHelpOptions = true,
        description = {
            "Prints where the outbox and its relay stand: unsent events, suspension, fence.",
            "Exit code 0 if events are sent, 1 while the relay is suspended or events are ahead, 2 if that could not",
            "be told."
        })
@SuppressWarnings("NullAway.Init")
final class OutboxCommand implements Callable<Integer> {

    static final String PATH = "/ops/outbox";

    private static final int CANNOT_TELL = 2;

    @ParentCommand
    private OpsCommand ops;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print what the service answers.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        try {
            var status = ops.blogService().get(PATH).orElseThrow(OutboxCommand::unknown);
            ops.terminal().print(json ? status.toPrettyString() : OutboxText.status(status, ops.terminal()));
            return exitCode(status);
        } catch (CommandException noAnswer) {
            spec.commandLine().getErr().println(noAnswer.getMessage());
            return CANNOT_TELL;
        }
    }

    static int exitCode(JsonNode status) {
        return status.path("suspension").isObject() || status.path("ahead").asLong() > 0 ? 1 : 0;
    }

    private static CommandException unknown() {
        return new CommandException("blog-service does not know %s: is it of an older version?".formatted(PATH));
    }
}
