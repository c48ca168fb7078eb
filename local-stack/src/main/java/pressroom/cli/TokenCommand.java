package pressroom.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints a bearer token for the local services, valid for 12 hours.",
        footer = {
            "",
            "For example: curl -H \"Authorization: Bearer $(./pressroom token me)\" ...",
            "For Prometheus, into a file that it reads anew: ./pressroom token prometheus --role monitor >FILE"
        })
@SuppressWarnings("NullAway.Init")
final class TokenCommand implements Callable<Integer> {

    @ParentCommand
    private Pressroom pressroom;

    @Parameters(paramLabel = "AUTHOR", description = "A name or an author id.")
    private String author;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description =
                    "Also give this role: operator may use /ops, monitor may read metrics and the details of health.")
    private List<String> roles = List.of();

    @Override
    public Integer call() {
        pressroom.terminal().print(pressroom.installation().tokens().mint(Authors.id(author), roles));
        return 0;
    }
}
