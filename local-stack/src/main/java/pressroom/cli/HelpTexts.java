package pressroom.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * What {@code --help} says. It stands in files of {@code docs/commands}, from which {@code ./pressroom} takes it: help is there
 * before anything is built, and builds nothing.
 */
public final class HelpTexts {
    /** The folder of the texts in the project's. */
    public static final String FOLDER = "docs/commands";

    private HelpTexts() {}

    /** The text of a command and of all below it, by name: {@code ops-dead-letters-list}. */
    public static Map<String, String> of(CommandLine command) {
        Map<String, String> all = new TreeMap<>();
        all.put(command.getCommandName(), command.getUsageMessage(Ansi.OFF));
        command.getSubcommands().forEach((name, below) -> addTo(all, name, below));
        return all;
    }

    private static void addTo(Map<String, String> all, String path, CommandLine command) {
        all.put(path, command.getUsageMessage(Ansi.OFF));
        command.getSubcommands().forEach((name, below) -> addTo(all, path + "-" + name, below));
    }
}
