package pressroom.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Compares what the consumer has with what is published, and changes nothing.",
            "Events in flight are waited for, and never told as drift.",
            "Exit code 0 if nothing differs, 1 if something does, 2 if that could not be told."
        })
@SuppressWarnings("NullAway.Init")
final class AuditCommand implements Callable<Integer> {

    private static final int CANNOT_TELL = 2;

    @ParentCommand
    private OpsCommand ops;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        try {
            var report = ops.api().sendLong("GET", "/ops/audit", Map.of()).orElseThrow(this::none);
            ops.terminal()
                    .print(
                            json
                                    ? report.toString()
                                    : AuditText.report(report, ops.consumer().id(), ops.terminal()));
            return switch (report.path("result").asString("")) {
                case "clean" -> 0;
                case "drift" -> 1;
                default -> CANNOT_TELL;
            };
        } catch (CommandException noAnswer) {
            spec.commandLine().getErr().println(noAnswer.getMessage());
            return CANNOT_TELL;
        }
    }

    private CommandException none() {
        return new CommandException(ops.consumer().id() + " has no audit.");
    }
}
