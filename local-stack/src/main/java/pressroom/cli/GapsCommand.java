package pressroom.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "gaps",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the group's gaps: records that were deleted from the topic before the group read them.",
            "Exit code 0 if there are none, 1 if there are some, 2 if that could not be told."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {"", "See docs/operations/retention.md."})
@SuppressWarnings("NullAway.Init")
final class GapsCommand implements Callable<Integer> {

    private static final String PATH = "/ops/gaps";
    private static final int CANNOT_TELL = 2;
    private static final int LEFT_OVER = 2;

    @ParentCommand
    private OpsCommand ops;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print what the service answers.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        try {
            var report = ops.api()
                    .get(PATH)
                    .orElseThrow(() -> new CommandException(
                            "%s does not know %s: is it of an older version?".formatted(id(), PATH)));
            ops.terminal().print(json ? report.toPrettyString() : GapsText.list(report, id(), ops.terminal()));
            return report.path("gaps").isEmpty() ? 0 : 1;
        } catch (CommandException noAnswer) {
            spec.commandLine().getErr().println(noAnswer.getMessage());
            return CANNOT_TELL;
        }
    }

    @Command(
            name = "close",
            mixinStandardHelpOptions = true,
            description = {
                "Closes the gaps of the instance's partitions. It sends nothing: republish the posts first.",
                "Exit code 0 if all of the group's gaps were closed, 1 if none was, 2 if other instances have some."
            })
    Integer close(@Mixin ChangeOptions options) throws InterruptedException {
        var api = ops.api();
        return options.carryOut(isDryRun -> {
            var report = api.post(PATH + "/close", Map.of("reason", options.reason(), "dryRun", isDryRun));
            tell(options, report);
            return report.path("elsewhere").isEmpty() ? 0 : LEFT_OVER;
        });
    }

    private void tell(ChangeOptions options, JsonNode report) {
        ops.terminal()
                .print(options.isJson() ? report.toPrettyString() : GapsText.closed(report, id(), ops.terminal()));
    }

    private String id() {
        return ops.consumer().id();
    }
}
