package pressroom.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import pressroom.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** Audits and repairs in words. */
final class AuditText {

    private AuditText() {}

    static String report(JsonNode report, String service, Terminal terminal) {
        var words =
                switch (report.path("result").asString("")) {
                    case "clean" -> terminal.good("clean") + ": " + service + " has what is published.";
                    case "drift" ->
                        terminal.bad("drift") + ": " + counts(report) + (isOne(report) ? " differs" : " differ")
                                + " from what is published"
                                + findings(report);
                    default -> terminal.bad("unknown") + ": nothing is known to differ, and not all could be compared";
                };
        var rest = undecided(report) + more(report);
        return report.path("result").asString("").equals("drift")
                ? words + rest + "\n\nTo repair it: ./pressroom ops %s repair".formatted(service)
                : words + rest;
    }

    static String repair(JsonNode report, String service, Terminal terminal) {
        var nothing = report.path("posts").isEmpty() && report.path("totals").isEmpty();
        var words = nothing
                ? "Nothing to repair in %s.".formatted(service)
                : (report.path("dryRun").asBoolean() ? "To be repaired: " : terminal.good("repaired") + ": ")
                        + counts(report)
                        + findings(report);
        return words + undecided(report) + more(report);
    }

    private static String counts(JsonNode report) {
        return Stream.of("post", "total")
                .filter(kind -> !report.path(kind + "s").isEmpty())
                .map(kind -> Quantity.of(report.path(kind + "s").size(), kind))
                .collect(Collectors.joining(" and "));
    }

    private static boolean isOne(JsonNode report) {
        return report.path("posts").size() + report.path("totals").size() == 1;
    }

    private static String findings(JsonNode report) {
        var text = new StringBuilder();
        for (var post : report.path("posts")) {
            text.append("\n  post %s: has %s, published is %s"
                    .formatted(
                            post.path("blogId").asString(""), state(post.path("ledger")), state(post.path("blogs"))));
        }
        for (var total : report.path("totals")) {
            text.append("\n  total of %s: %s, should be %d"
                    .formatted(
                            total.path("authorId").asString(""),
                            total.path("total").isNull()
                                    ? "none"
                                    : Long.toString(total.path("total").asLong()),
                            total.path("shouldBe").asLong()));
        }
        return text.toString();
    }

    private static String state(JsonNode state) {
        return state.isNull()
                ? "nothing"
                : "version %d, %s, of %s"
                        .formatted(
                                state.path("version").asLong(),
                                state.path("live").asBoolean() ? "live" : "not live",
                                state.path("authorId").asString(""));
    }

    private static String undecided(JsonNode report) {
        var text = new StringBuilder();
        for (var post : report.path("undecided")) {
            text.append("\n  post %s cannot be told: %s"
                    .formatted(
                            post.path("blogId").asString(""),
                            post.path("reason").asString("")));
        }
        return text.toString();
    }

    private static String more(JsonNode report) {
        return report.path("more").asBoolean() ? "\n  There is more than is told here." : "";
    }
}
