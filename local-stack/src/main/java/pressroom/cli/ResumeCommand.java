package pressroom.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Ends a suspension of the relay. It skips no event, and may send some again.",
            "If the topic has events that the database lacks, it is refused: use recover instead."
        })
@SuppressWarnings("NullAway.Init")
final class ResumeCommand implements Callable<Integer> {

    @ParentCommand
    private OpsCommand ops;

    @Mixin
    private ChangeOptions options;

    @Option(
            names = "--force",
            description = {
                "Do it though the topic has events that the database lacks. They stay counted and found,",
                "and a later recover still finds them."
            })
    private boolean force;

    @Override
    public Integer call() throws InterruptedException {
        var api = ops.blogService();
        return options.carryOut(isDryRun -> {
            Map<String, Object> request = Map.of("reason", options.reason(), "dryRun", isDryRun, "force", force);
            var report = api.post("/ops/outbox/resume", request);
            ops.terminal().print(options.isJson() ? report.toPrettyString() : OutboxText.actions(report, isDryRun));
            return 0;
        });
    }
}
