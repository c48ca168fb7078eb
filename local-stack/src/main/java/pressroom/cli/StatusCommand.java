package pressroom.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import pressroom.stack.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Shows each server and service, and how far each consumer group is behind. Exit code 1 unless all of"
                        + " them run, here or in containers.")
@SuppressWarnings("NullAway.Init")
final class StatusCommand implements Callable<Integer> {

    private static final String ROW = "%-17s %-8s %6s %6s %10s %8s  %s";

    @ParentCommand
    private Pressroom pressroom;

    @Override
    public Integer call() throws InterruptedException {
        var installation = pressroom.installation();
        var parts = installation.parts();
        var terminal = pressroom.terminal();
        terminal.print(terminal.bold(ROW.formatted("", "", "port", "pid", "up", "memory", ""))
                .stripTrailing());
        for (var part : parts.all()) {
            terminal.print(row(part, installation));
        }
        if (parts.named("kafka").filter(StatusCommand::runs).isPresent()) {
            terminal.print("\n" + lag(installation));
        }
        return parts.all().stream().allMatch(StatusCommand::runs) ? 0 : 1;
    }

    private static boolean runs(Part part) {
        return part.status().isRunning() || Elsewhere.runs(part);
    }

    private String row(Part part, Installation installation) throws InterruptedException {
        var status = part.status();
        var state = status.state().name().toLowerCase(Locale.ROOT);
        if (Elsewhere.runs(part)) {
            return ROW.formatted(
                    part.name(), "running", status.port(), "-", "-", "-", detail(part, installation, Elsewhere.HINT));
        }
        if (!status.isRunning()) {
            var hint = status.state() == Status.State.DIED ? "./pressroom logs " + part.name() : "";
            return colored(ROW.formatted(part.name(), state, status.port(), "", "", "", hint), state)
                    .stripTrailing();
        }
        var facts = ProcessFacts.of(status.pid());
        return ROW.formatted(
                        part.name(),
                        state,
                        status.port(),
                        status.pid(),
                        facts.uptimeInWords(),
                        facts.megabytes() + " MB",
                        detail(part, installation, ""))
                .stripTrailing();
    }

    private static String detail(Part part, Installation installation, String otherwise) throws InterruptedException {
        return part instanceof ServicePart service ? Readiness.of(installation, service.service()) : otherwise;
    }

    private String colored(String row, String state) {
        return row.replaceFirst(state, pressroom.terminal().bad(state).replace("\\", "\\\\"));
    }

    private static String lag(Installation installation) throws InterruptedException {
        try {
            var lag = Lag.of(installation.stack().kafkaAdminProperties());
            var topic = topic(installation);
            var text = new StringBuilder("topic %s: %s, %s written"
                    .formatted(Lag.TOPIC, Quantity.of(lag.partitions(), "partition"), Quantity.of(lag.end(), "event")));
            lag.behind()
                    .forEach((group, behind) -> text.append("\n  group %-17s %s"
                            .formatted(group, progress(behind, lag.missed().getOrDefault(group, 0L), topic))));
            return text.toString();
        } catch (ExecutionException unanswered) {
            return "Kafka does not say how far the consumers are: " + unanswered.getMessage();
        }
    }

    /** The topic as blog-service knows it; missing if it does not say. */
    private static JsonNode topic(Installation installation) throws InterruptedException {
        try {
            return JsonApi.asOperator(installation, Service.BLOG)
                    .get(OutboxCommand.PATH)
                    .map(outbox -> outbox.path("topic"))
                    .orElse(MissingNode.getInstance());
        } catch (CommandException silent) {
            return MissingNode.getInstance();
        }
    }

    /**
     * What was deleted before a group read it, by itself or with the whole topic, is never said to be read.
     *
     * @param topic the topic as blog-service knows it
     */
    static String progress(long behind, long missed, JsonNode topic) {
        var place = behind == 0 ? "is at the end" : Quantity.of(behind, "event") + " behind";
        if (missed > 0) {
            place += ", and %s deleted before it read %s: see docs/operations/retention.md"
                    .formatted(
                            Quantity.of(missed, "event") + (missed == 1 ? " was" : " were"),
                            missed == 1 ? "it" : "them");
        }
        if (topic.path("earlier").asInt() > 0) {
            return "%s; the topic was replaced at %s: see docs/operations/replaced.md"
                    .formatted(place, topic.path("since").asString(""));
        }
        if (behind > 0 || missed > 0) {
            return place;
        }
        return topic.isObject()
                ? "has read them all"
                : place + "; blog-service does not say whether the topic was replaced";
    }
}
