package pressroom.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pressroom.cli.terminal.Terminal;

@Command(
        name = "ops",
        mixinStandardHelpOptions = true,
        description = "What a team does with its own running service, as an operator.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "For example: ./pressroom ops counter-consumer dead-letters",
            "             ./pressroom ops counter-consumer dead-letters redrive",
            "             ./pressroom ops counter-consumer audit",
            "             ./pressroom ops counter-consumer gaps",
            "             ./pressroom ops blog-service outbox"
        },
        subcommands = {
            DeadLettersCommand.class,
            AuditCommand.class,
            RepairCommand.class,
            GapsCommand.class,
            OutboxCommand.class,
            ResumeCommand.class,
            RecoverCommand.class,
            RepublishCommand.class
        })
@SuppressWarnings("NullAway.Init")
final class OpsCommand implements Runnable {

    @ParentCommand
    private Pressroom pressroom;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SERVICE",
            description = "blog-service, counter-consumer or search-indexer, or the beginning of its name.")
    private String service;

    Terminal terminal() {
        return pressroom.terminal();
    }

    Service consumer() {
        for (var consumer : new Service[] {Service.COUNTER, Service.SEARCH}) {
            if (!service.isEmpty() && consumer.id().startsWith(service)) {
                return consumer;
            }
        }
        throw new ParameterException(
                spec.commandLine(),
                "'%s' is no consumer: choose counter-consumer or search-indexer.".formatted(service));
    }

    /** Blog-service, as an operator. */
    JsonApi blogService() {
        if (service.isEmpty() || !Service.BLOG.id().startsWith(service)) {
            throw new ParameterException(
                    spec.commandLine(), "'%s' has no outbox: only blog-service has one.".formatted(service));
        }
        return JsonApi.asOperator(pressroom.installation(), Service.BLOG);
    }

    JsonApi api() {
        return JsonApi.asOperator(pressroom.installation(), consumer());
    }

    @Override
    public void run() {
        var example = Service.BLOG.id().startsWith(service) ? "outbox" : "dead-letters";
        throw new ParameterException(
                spec.commandLine(), "Say what to do, for example: ./pressroom ops %s %s".formatted(service, example));
    }
}
