package pressroom.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Ends a suspension of the relay. It skips no event, and may send some again.",
            "If the topic has events that the database lacks, use recover instead."
        })
@SuppressWarnings("NullAway.Init")
final class ResumeCommand implements Callable<Integer> {

    @ParentCommand
    private OpsCommand ops;

    @Mixin
    private ChangeOptions options;

    @Override
    public Integer call() throws InterruptedException {
        var api = ops.blogService();
        return options.carryOut(
                isDryRun -> {
                    var report = api.post("/ops/outbox/resume", Map.of("reason", options.reason(), "dryRun", isDryRun));
                    ops.terminal()
                            .print(options.isJson() ? report.toPrettyString() : OutboxText.actions(report, isDryRun));
                },
                ops.terminal());
    }
}
