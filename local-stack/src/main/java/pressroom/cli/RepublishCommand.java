package pressroom.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "republish",
        mixinStandardHelpOptions = true,
        description = {
            "Sends the newest version of posts again, with the same version and event id.",
            "A consumer that has it ignores it."
        })
@SuppressWarnings("NullAway.Init")
final class RepublishCommand implements Callable<Integer> {

    private static final int MOST_AT_ONCE = 1_000;

    @ParentCommand
    private OpsCommand ops;

    @Mixin
    private ChangeOptions options;

    @Option(names = "--id", paramLabel = "ID", description = "This post; can be repeated.")
    private @Nullable List<String> ids;

    @Option(names = "--author", paramLabel = "AUTHOR", description = "Posts of this author.")
    private @Nullable String author;

    @Option(
            names = "--changed-since",
            paramLabel = "TIME",
            description = "Posts whose newest version is of then or later, such as 2026-02-20T10:00:00Z.")
    private @Nullable String changedSince;

    @Option(names = "--all", description = "All posts.")
    private boolean all;

    @Option(names = "--rate", defaultValue = "200", description = "Posts a second, at most 1,000 (default: 200).")
    private int rate;

    @Override
    public Integer call() throws InterruptedException {
        var api = ops.blogService();
        return options.carryOut(isDryRun -> republish(api, isDryRun));
    }

    private void republish(JsonApi api, boolean isDryRun) throws InterruptedException {
        var request = selection(isDryRun);
        var total = 0;
        while (true) {
            var report = api.post("/ops/republish", request);
            total += report.path("blogIds").size();
            if (options.isJson()) {
                ops.terminal().print(report.toPrettyString());
            }
            if (!report.path("next").isString()) {
                break;
            }
            request.put("after", report.path("next").asString());
            if (!isDryRun) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
        if (!options.isJson()) {
            ops.terminal()
                    .print("%d %s %s again."
                            .formatted(total, total == 1 ? "post" : "posts", isDryRun ? "would be sent" : "sent"));
        }
    }

    private Map<String, Object> selection(boolean isDryRun) {
        Map<String, Object> request = new HashMap<>();
        request.put("reason", options.reason());
        request.put("dryRun", isDryRun);
        request.put("limit", Math.max(1, Math.min(rate, MOST_AT_ONCE)));
        if (ids != null) {
            request.put("blogIds", ids);
        }
        if (author != null) {
            request.put("author", Authors.id(author));
        }
        if (changedSince != null) {
            request.put("changedSince", changedSince);
        }
        if (all) {
            request.put("all", true);
        }
        return request;
    }
}
