package pressroom.cli;

import java.util.ArrayList;
import java.util.List;
import pressroom.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** What blog-service tells about its outbox, for people. */
final class OutboxText {

    private OutboxText() {}

    static String status(JsonNode status, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        var suspension = status.path("suspension");
        if (suspension.isObject()) {
            lines.add(terminal.bad("The relay is suspended since %s.".formatted(text(suspension, "since"))));
            lines.add("  " + text(suspension, "reason"));
            lines.add("  docs/operations/restore.md and docs/operations/failover.md say what to do.");
        } else {
            lines.add("The relay is %s.".formatted(text(status, "role")));
        }
        if (!text(status, "failure").isEmpty()) {
            lines.add(terminal.bad("Its last round failed: " + text(status, "failure")));
        }
        var oldest = text(status, "oldestUnsent");
        lines.add("Unsent events    %d%s"
                .formatted(status.path("unsent").asLong(), oldest.isEmpty() ? "" : ", the oldest for " + oldest));
        lines.add("Events ahead     " + ahead(status));
        lines.add("Refused by Kafka " + status.path("refused").asLong());
        var fence = status.path("fence");
        if (fence.isObject()) {
            lines.add("Fence            %s, open for %s".formatted(text(fence, "holder"), text(fence, "age")));
        }
        var topic = status.path("topic");
        if (topic.path("earlier").asInt() > 0) {
            lines.add("Topic            first seen at %s, %d had its name before: docs/operations/replaced.md"
                    .formatted(text(topic, "since"), topic.path("earlier").asInt()));
        }
        return String.join("\n", lines);
    }

    private static String ahead(JsonNode status) {
        var ahead = status.path("ahead").asLong();
        if (ahead == 0 || status.path("suspension").isObject()) {
            return String.valueOf(ahead);
        }
        return ahead + " of another PostgreSQL cluster, not sent until you type: ./pressroom ops blog-service resume"
                + " --reason ... (docs/operations/restore.md)";
    }

    /** Why what was put into the outbox is not sent at once; empty if it is. */
    static String obstacle(JsonNode outbox) {
        var suspension = outbox.path("suspension");
        if (suspension.isObject()) {
            return ("The relay is suspended since %s and sends nothing: %s."
                            + " ./pressroom ops blog-service outbox says more.")
                    .formatted(text(suspension, "since"), text(suspension, "reason"));
        }
        var fence = outbox.path("fence");
        if (fence.isObject()) {
            return "The relay waits for a transaction that is open for %s: %s."
                    .formatted(text(fence, "age"), text(fence, "holder"));
        }
        return "";
    }

    static String actions(JsonNode report, boolean isDryRun) {
        List<String> lines = new ArrayList<>();
        lines.add(isDryRun ? "Would be done:" : "Done:");
        report.path("actions").forEach(action -> lines.add("  " + action.asString("")));
        return String.join("\n", lines);
    }

    static String recovered(JsonNode report, boolean isDryRun) {
        List<String> lines = new ArrayList<>();
        report.path("blogs").forEach(blog -> lines.add(blog(blog)));
        if (lines.isEmpty()) {
            lines.add("No more posts differ.");
        }
        if (report.path("actions").size() > 0) {
            lines.add(actions(report, isDryRun));
        }
        return String.join("\n", lines);
    }

    private static String blog(JsonNode blog) {
        var before = blog.path("databaseVersion").isNumber()
                ? "v" + blog.path("databaseVersion").asInt()
                : "lacking";
        var topic = blog.path("topicVersion").isNumber()
                ? "v" + blog.path("topicVersion").asInt()
                : "none";
        var kept = text(blog, "keptText").isEmpty() ? "" : ", text kept as " + text(blog, "keptText");
        var twin = text(blog, "twinOf").isEmpty() ? "" : ", twin of " + text(blog, "twinOf");
        return "%-14s %s by %s: topic %s, database %s -> v%d%s%s%s, %s"
                .formatted(
                        text(blog, "action"),
                        text(blog, "blogId"),
                        text(blog, "authorId"),
                        topic,
                        before,
                        blog.path("version").asInt(),
                        blog.path("live").asBoolean() ? "" : " (unpublished)",
                        kept,
                        twin,
                        text(blog, "title"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
