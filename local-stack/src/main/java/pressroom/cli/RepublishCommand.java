package pressroom.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "republish",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the newest version of posts into the outbox again, with the same version and event id.",
            "The relay sends it, and a consumer that has it ignores it.",
            "Exit code 0 if the relay sends them, 1 if no post matches an --id, 2 while the relay is suspended."
        })
@SuppressWarnings("NullAway.Init")
final class RepublishCommand implements Callable<Integer> {

    private static final int MOST_AT_ONCE = 1_000;
    private static final int NOT_SENT = 2;

    @ParentCommand
    private OpsCommand ops;

    @Spec
    private CommandSpec spec;

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

    @Option(names = "--rate", defaultValue = "200", description = "Posts a second, 1 to 1,000 (default: 200).")
    private int rate;

    @Override
    public Integer call() throws InterruptedException {
        if (rate < 1 || rate > MOST_AT_ONCE) {
            throw new ParameterException(
                    spec.commandLine(), "--rate is from 1 to 1,000 posts a second, and not %,d.".formatted(rate));
        }
        var api = ops.blogService();
        return options.carryOut(isDryRun -> {
            var outbox = republish(api, isDryRun).path("outbox");
            return outbox.path("suspension").isObject() ? NOT_SENT : 0;
        });
    }

    /** Returns the last report. */
    private JsonNode republish(JsonApi api, boolean isDryRun) throws InterruptedException {
        var request = selection(isDryRun);
        var total = 0;
        var unknown = ids == null ? new TreeSet<String>() : new TreeSet<>(ids);
        while (true) {
            var report = api.post("/ops/republish", request);
            total += report.path("blogIds").size();
            report.path("blogIds").forEach(id -> unknown.removeIf(id.asString("")::equalsIgnoreCase));
            if (options.isJson()) {
                ops.terminal().print(report.toPrettyString());
            }
            if (!report.path("next").isString()) {
                tell(report, total, isDryRun, unknown);
                return report;
            }
            request.put("after", report.path("next").asString());
            if (!isDryRun) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    /** Throws when posts that were named are not selected. */
    private void tell(JsonNode report, int total, boolean isDryRun, Set<String> unknown) {
        if (!options.isJson()) {
            ops.terminal().print(words(report, total, isDryRun));
        }
        if (!unknown.isEmpty()) {
            throw new CommandException("No post matches --id " + String.join(", ", unknown) + ".");
        }
    }

    static String words(JsonNode report, int total, boolean isDryRun) {
        var put = "%s %s put into the outbox again."
                .formatted(Quantity.of(total, "post"), isDryRun ? "would be" : total == 1 ? "was" : "were");
        var obstacle = OutboxText.obstacle(report.path("outbox"));
        return obstacle.isEmpty() ? put : put + "\n" + obstacle;
    }

    private Map<String, Object> selection(boolean isDryRun) {
        Map<String, Object> request = new HashMap<>();
        request.put("reason", options.reason());
        request.put("dryRun", isDryRun);
        request.put("limit", rate);
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
