package pressroom.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pressroom.cli.terminal.Terminal;

/** The command above all commands: it holds what they share. */
@Command(
        name = "pressroom",
        mixinStandardHelpOptions = true,
        version = "pressroom 1.0.0",
        description = "Posts that are counted exactly once and found by search, whatever is killed in between.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "State lies in .pressroom beside this command (PRESSROOM_STATE moves it). Ports are moved by",
            "PRESSROOM_{POSTGRES,KAFKA,ELASTICSEARCH,BLOG,COUNTER,SEARCH}_PORT when it starts, and remembered.",
            "Begin with: ./pressroom demo"
        },
        subcommands = {
            DemoCommand.class, UpCommand.class, DownCommand.class, StatusCommand.class, LogsCommand.class,
            KillCommand.class, StartCommand.class, TokenCommand.class, PublishCommand.class, ImportCommand.class,
            CountCommand.class, SearchCommand.class, OpsCommand.class, SecretsCommand.class
        })
@SuppressWarnings("NullAway.Init")
final class Pressroom implements Runnable {

    @Spec
    private CommandSpec spec;

    private final Terminal terminal = Terminal.detect(System.out, System.getenv());

    Terminal terminal() {
        return terminal;
    }

    Installation installation() {
        return Installation.find(System.getenv());
    }

    /** The running system's part of that name, or the beginning of its name. */
    Part part(String name) {
        var parts = installation().parts();
        return parts.named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no '" + name + "': choose one of " + String.join(", ", parts.names()) + "."));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: ./pressroom demo");
    }
}
