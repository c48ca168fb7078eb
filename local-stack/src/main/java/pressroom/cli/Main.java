package pressroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import pressroom.cli.terminal.PrintableWriter;
import pressroom.stack.StackException;

/** Where {@code ./pressroom} comes in. Exit codes: 0 done, 1 failed, 2 not understood. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Pressroom())
                .setErr(new PrintWriter(new PrintableWriter(new PrintWriter(System.err, true)), true))
                .setExecutionExceptionHandler(Main::explain)
                .setParameterExceptionHandler(Main::explainUsage)
                .setUsageHelpWidth(110);
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        if (System.getenv("PRESSROOM_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().println(words(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String words(Exception failure) {
        if (failure instanceof CommandException
                || failure instanceof StackException
                || failure instanceof IOException) {
            return String.valueOf(failure.getMessage());
        }
        return "Pressroom failed: " + failure
                + "\nThat is a defect. PRESSROOM_DEBUG=1 in front of the command shows where.";
    }

    private static int explainUsage(CommandLine.ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("How it is used: ./" + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }
}
