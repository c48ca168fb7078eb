package pressroom.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pressroom.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = {
            "The records that a consumer could not handle, why, and another try with all of them.",
            "Without a command it lists them."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "A redrive hands every dead letter to the consumer again. It adds none and removes none: what was",
            "handled stays where it is, and does no harm when it is redriven again. See docs/operations.md."
        })
@SuppressWarnings("NullAway.Init")
final class DeadLettersCommand implements Callable<Integer> {

    static final String PATH = "/ops/dead-letters";

    @ParentCommand
    private OpsCommand ops;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return list("", 50);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists them, oldest first.")
    Integer list(
            @Option(
                            names = "--from",
                            paramLabel = "P/O",
                            defaultValue = "",
                            description = "Begin with the letter at this place: partition and offset.")
                    String from,
            @Option(
                            names = "--limit",
                            defaultValue = "50",
                            description = "How many, up to 200 (default: ${DEFAULT-VALUE}).")
                    int limit)
            throws InterruptedException {
        var cursor = from.isEmpty() ? "" : "&cursor=" + place(from).replace('/', '-');
        var page = ops.api().get(PATH + "?limit=" + limit + cursor).orElseThrow();
        terminal().print(DeadLetterText.page(page, "./pressroom ops %s dead-letters".formatted(id()), terminal()));
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one with its headers and its value.")
    Integer show(
            @Parameters(paramLabel = "P/O", description = "Its place as the list says: partition and offset.")
                    String place)
            throws InterruptedException {
        var letter = ops.api()
                .get(PATH + "/" + place(place))
                .orElseThrow(() ->
                        new CommandException("%s has no dead letter at %s: ./pressroom ops %s dead-letters lists them."
                                .formatted(id(), place, id())));
        terminal().print(DeadLetterText.whole(letter, terminal()));
        return 0;
    }

    @Command(
            name = "redrive",
            mixinStandardHelpOptions = true,
            description = {
                "Hands all of them to the consumer again, and waits for the end. Ctrl-C leaves it going on.",
                "Exit code 1 when it did not come to the end."
            })
    Integer redrive(@Option(names = "--detach", description = "Only begin it.") boolean detach)
            throws InterruptedException {
        var begun = ops.api().send("POST", PATH + "/redrive").orElseThrow();
        return detach ? tell(begun) : tell(new FollowedRedrive(ops.api(), terminal()).untilItsEnd());
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Says how far the newest redrive is.")
    Integer status() throws InterruptedException {
        return tell(ops.api().get(PATH + "/redrive").orElseThrow());
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Ends the redrive after the letters in hand. It can be run again from the beginning.")
    Integer cancel() throws InterruptedException {
        var told = ops.api().send("DELETE", PATH + "/redrive").orElseThrow();
        tell(told.path("endedAt").isNull() ? new FollowedRedrive(ops.api(), terminal()).untilItsEnd() : told);
        return 0;
    }

    private int tell(JsonNode status) {
        terminal().print(DeadLetterText.status(status, id()));
        return switch (status.path("state").asString("")) {
            case "failed", "cancelled" -> 1;
            default -> 0;
        };
    }

    private String place(String text) {
        if (!text.matches("\\d{1,9}/\\d{1,18}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'%s' is no place: give partition and offset, for example 0/17.".formatted(text));
        }
        return text;
    }

    private String id() {
        return ops.consumer().id();
    }

    private Terminal terminal() {
        return ops.terminal();
    }
}
