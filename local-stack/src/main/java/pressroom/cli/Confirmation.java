package pressroom.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/** Asks before something is changed. */
final class Confirmation {

    private Confirmation() {}

    /**
     * Whether the answer on standard input is yes. The question goes to standard error: standard output may be JSON.
     *
     * @throws CommandException when there is no answer
     */
    static boolean ask(String question) {
        System.err.print(question + " [y/N] ");
        System.err.flush();
        try {
            var answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            if (answer == null) {
                throw new CommandException(
                        "\nThere was no answer, and nothing was changed: --yes does it without asking.");
            }
            if (!answer.strip().matches("(?i)y|yes")) {
                System.err.println("Nothing was changed.");
                return false;
            }
            return true;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
