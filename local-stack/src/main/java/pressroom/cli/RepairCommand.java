package pressroom.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        description = {
            "Makes an audit and re-applies what differs, and nothing else. An event that arrives meanwhile wins.",
            "Exit code 0 if all of it was repaired, 1 if not, 2 if posts are left that may be on their way."
        })
@SuppressWarnings("NullAway.Init")
final class RepairCommand implements Callable<Integer> {

    private static final int LEFT_OVER = 2;

    @ParentCommand
    private OpsCommand ops;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "./pressroom ops repair",
            description = "Why, for the service's log (default: ${DEFAULT-VALUE}).")
    private String reason;

    @Option(names = "--dry-run", description = "Only tell what would be repaired.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--json", description = "Print each answer as JSON, one a line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (dryRun || !yes) {
            var planned = repair(true);
            tell(planned);
            if (dryRun || isNothing(planned)) {
                return planned.path("undecided").isEmpty() ? 0 : LEFT_OVER;
            }
            if (!Confirmation.ask("Repair this?")) {
                return 1;
            }
        }
        JsonNode repaired;
        do {
            repaired = repair(false);
            tell(repaired);
            // What an event has repaired meanwhile is no progress, and none is needed.
        } while (repaired.path("more").asBoolean() && !isNothing(repaired));
        return repaired.path("more").asBoolean() || !repaired.path("undecided").isEmpty() ? LEFT_OVER : 0;
    }

    private JsonNode repair(boolean dry) throws InterruptedException {
        return ops.api()
                .sendLong("POST", "/ops/repair", Map.of("reason", reason, "dryRun", dry))
                .orElseThrow(() -> new CommandException(ops.consumer().id() + " has no repair."));
    }

    private static boolean isNothing(JsonNode report) {
        return report.path("posts").isEmpty() && report.path("totals").isEmpty();
    }

    private void tell(JsonNode report) {
        ops.terminal()
                .print(
                        json
                                ? report.toString()
                                : AuditText.repair(report, ops.consumer().id(), ops.terminal()));
    }
}
