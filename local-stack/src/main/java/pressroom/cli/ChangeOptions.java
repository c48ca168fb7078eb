package pressroom.cli;

import picocli.CommandLine.Option;

/** The options of commands that change something in a running service. */
@SuppressWarnings("NullAway.Init")
final class ChangeOptions {

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the audit log.")
    private String reason;

    @Option(names = "--dry-run", description = "Only print what would be done.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    @Option(names = "--json", description = "Print what the service answers.")
    private boolean json;

    /** Something that can be told before it is done. */
    @FunctionalInterface
    interface Change {

        /**
         * Does it, or only tells it.
         *
         * @param isDryRun whether only to print what would be done
         * @return the exit code
         */
        int run(boolean isDryRun) throws InterruptedException;
    }

    String reason() {
        return reason;
    }

    boolean isJson() {
        return json;
    }

    /**
     * Prints what would be done, asks, and does it, as the options say.
     *
     * @return the exit code of what was done or, in a dry run, told; 1 if the answer was no
     * @throws CommandException when there is no answer
     */
    int carryOut(Change change) throws InterruptedException {
        if (dryRun) {
            return change.run(true);
        }
        if (!yes) {
            change.run(true);
            if (!Confirmation.ask("Do this?")) {
                return 1;
            }
        }
        return change.run(false);
    }
}
