package pressroom.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description = {
            "Settles posts that the topic has and the database lacks, and ends the relay's suspension.",
            "Needed after the database went back in time. Interrupted, it goes on when it is repeated."
        },
        footer = {"", "See docs/operations/restore.md and docs/operations/failover.md."})
@SuppressWarnings("NullAway.Init")
final class RecoverCommand implements Callable<Integer> {

    /** What becomes of posts that the database lacks. */
    enum Choice {
        TAKE_BACK("take-back"),
        WITHDRAW("withdraw");

        private final String word;

        Choice(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    @ParentCommand
    private OpsCommand ops;

    @Mixin
    private ChangeOptions options;

    @Option(
            names = "--do",
            paramLabel = "CHOICE",
            required = true,
            description = {
                "take-back puts posts that only the topic has into the database again, with their keys;",
                "withdraw unpublishes them for all readers."
            })
    private Choice choice;

    @Override
    public Integer call() throws InterruptedException {
        var api = ops.blogService();
        return options.carryOut(isDryRun -> recover(api, isDryRun));
    }

    private int recover(JsonApi api, boolean isDryRun) throws InterruptedException {
        Map<String, Object> request = new HashMap<>();
        request.put("reason", options.reason());
        request.put("do", choice.word);
        request.put("dryRun", isDryRun);
        while (true) {
            var report = api.post("/ops/outbox/recover", request);
            ops.terminal().print(options.isJson() ? report.toPrettyString() : OutboxText.recovered(report, isDryRun));
            if (!report.path("next").isString()) {
                return 0;
            }
            request.put("after", report.path("next").asString());
        }
    }
}
